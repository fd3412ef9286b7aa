// An endpoint on Cloudflare Workers: facts of one loan in, the answer out. Workers forbid compiling at run time, so the
// package brings its own entry for them, which `wrangler` finds by itself.
import { assess, ArrearsError } from "arrears";

export default {
  async fetch(request) {
    if (request.method !== "POST") return new Response("send the facts of a loan by POST\n", { status: 405, headers: { allow: "POST" } });
    try {
      return Response.json(assess(await request.json()));
    } catch (error) {
      if (error instanceof ArrearsError) return Response.json(error, { status: error.code === "engine" ? 500 : 422 });
      if (error instanceof SyntaxError) return new Response("the body is no JSON\n", { status: 400 });
      throw error;
    }
  },
};
