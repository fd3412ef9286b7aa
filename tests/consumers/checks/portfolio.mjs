/** `arrears/portfolio`: rows in any pieces give the same bytes, and each row what `assess` says of its case. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { caught, load } from "../harness.mjs";

const AS_OF = "2025-11-22";
const HEADER = "id,dueOn,principal,interest,annualRate,monthlyIncome,failedAttempts,firstArrear,cameForward,refusedToPay";
/** Rows that differ in class, in what is missing and in what is wrong. */
const ROWS = [
  "A-0001,2025-08-15,60000,900,6%,36000,3,true,false,false",
  "0007,2025-11-01,1000.50,0,6%,,1,true,true,false",
  "中文-1,2025-09-22,50000.00,12.34,4.35%,8000,,,,",
  '"a ""quoted"", id",2024-11-22,0.01,0,24%,1,9,false,false,true',
  "bad,2025-02-30,60000,900,6%,36000,3,true,false,false",
  "=1+1,2025-08-24,50000.01,0,6%,3000,4,false,false,true",
];
const TEXT = `${[HEADER, ...ROWS].join("\r\n")}\r\n`;

/** A policy of one's own: the built-in one with another cap. */
function mine() {
  const document = JSON.parse(readFileSync(new URL("../../../src/policy/builtin/cn-bank-loan.json", import.meta.url), "utf8"));
  document.waiver.shareMax.value = "0.1";
  return document;
}

export async function portfolioChecks(report, installed) {
  const { assess } = await load(installed);
  const file = join(installed.package, "portfolio.js");
  const { Portfolio, assessPortfolio, portfolioIn, servePortfolio, ArrearsError, policies, version } = await import(pathToFileURL(file).href);
  const decoder = new TextDecoder();
  const whole = (text, settings = {}) => {
    const portfolio = new Portfolio({ asOf: AS_OF, ...settings });
    const first = portfolio.push(text);
    const { rows, summary } = portfolio.finish();
    return { text: decoder.decode(first) + decoder.decode(rows), summary };
  };

  await report.check("portfolio: each row is what `assess` says of its case", () => {
    const { text, summary } = whole(TEXT, { output: "ndjson" });
    const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines.length, ROWS.length);
    assert.deepEqual([summary.rows, summary.assessed, summary.withProblems], [6, 5, 1]);
    const answer = assess({
      asOf: AS_OF,
      loan: { annualRate: "6%" },
      arrears: [{ dueOn: "2025-08-15", principal: "60000", interest: "900" }],
      borrower: { monthlyIncome: "36000", firstArrear: true, cameForward: false, refusedToPay: false },
      contacts: { failedAttempts: 3 },
    });
    const [line] = lines;
    assert.deepEqual(
      [line.id, line.due, line.penalty, line.compound, line.class, line.daysPastDue],
      ["A-0001", answer.due.total, answer.due.penalty, answer.due.compound, answer.delinquency.class, answer.delinquency.daysPastDue],
    );
    assert.deepEqual(
      [line.waiver, line.installments, line.litigation, line.agency],
      [answer.waiver, answer.installments, answer.escalation.litigation, answer.escalation.agency].map(({ outcome }) => outcome),
    );
    assert.deepEqual(lines.map(({ id }) => id), ["A-0001", "0007", "中文-1", 'a "quoted", id', "bad", "=1+1"]);
    assert.equal(summary.problems.byCode.notADate, 1);
    assert.deepEqual([summary.problems.listed[0].line, summary.problems.listed[0].name], [6, "dueOn"]);
  });

  await report.check("portfolio: the input may be cut anywhere", () => {
    const bytes = new TextEncoder().encode(TEXT);
    const wanted = whole(TEXT);
    for (const size of [1, 2, 3, 7, 64, bytes.length]) {
      const portfolio = new Portfolio({ asOf: AS_OF });
      let text = "";
      for (let from = 0; from < bytes.length; from += size) text += decoder.decode(portfolio.push(bytes.subarray(from, from + size)), { stream: true });
      const { rows, summary } = portfolio.finish();
      assert.equal(text + decoder.decode(rows), wanted.text, `pieces of ${size}`);
      assert.deepEqual(summary, wanted.summary);
    }
  });

  await report.check("portfolio: what a second policy changes is counted and sums up", () => {
    const { summary } = whole(TEXT, { after: "cn-home-mortgage" });
    const { comparison } = summary;
    assert.equal(comparison.compared + comparison.leftOut, summary.assessed);
    assert.equal(comparison.policies[0].id, "cn-home-mortgage");
    // Listed are the cases that move money; outcomes may flip without any.
    const listed = comparison.worst.flatMap(({ flips }) => flips);
    assert.ok(comparison.flips.length > 0);
    for (const { count, ...flip } of comparison.flips) {
      const same = listed.filter((found) => JSON.stringify(found) === JSON.stringify(flip));
      assert.ok(count > 0 && same.length <= count, JSON.stringify(flip));
    }
    assert.equal(whole(TEXT).summary.comparison, undefined);
    assert.deepEqual(whole(TEXT, { after: "cn-bank-loan" }).summary.comparison.flips, []);
  });

  await report.check("portfolio: no cell is taken for a formula", () => {
    const line = whole(TEXT).text.split("\n").find((row) => row.includes("1+1"));
    assert.ok(!/^"?[=+@-]/.test(line), line);
  });

  await report.check("portfolio: text, bytes, a Blob and streams give the same", async () => {
    const bytes = new TextEncoder().encode(TEXT);
    const wanted = whole(TEXT);
    const inputs = [TEXT, bytes, bytes.buffer, new Blob([bytes]), new Blob([bytes]).stream(), [TEXT.slice(0, 99), TEXT.slice(99)]];
    for (const input of inputs) {
      const rows = [];
      let seen = 0;
      const onProgress = ({ bytes: done }) => {
        assert.ok(done > seen);
        seen = done;
      };
      const summary = await assessPortfolio(input, { asOf: AS_OF, onRows: (piece) => rows.push(piece), onProgress });
      assert.equal(rows.map((piece) => decoder.decode(piece)).join(""), wanted.text);
      assert.deepEqual(summary, wanted.summary);
      assert.equal(seen, bytes.length);
    }
  });

  await report.check("portfolio: a worker gives the same, tells its progress, and stops when told to", async () => {
    const { port1, port2 } = new MessageChannel();
    try {
      servePortfolio(port1);
      const worker = portfolioIn(port2);
      let text = "";
      const options = { asOf: AS_OF, onRows: (rows) => (text += decoder.decode(rows)) };
      assert.deepEqual(await worker.assess(TEXT, options), whole(TEXT).summary);
      assert.equal(text, whole(TEXT).text);
      const long = `${HEADER}\n${`${ROWS[0]}\n`.repeat(100_000)}`;
      const stopping = new AbortController();
      let last = 0;
      const reason = new Error("enough");
      const run = worker.assess(long, { asOf: AS_OF, signal: stopping.signal, onProgress: ({ bytes }) => ((last = bytes), stopping.abort(reason)) });
      await assert.rejects(run, (error) => error === reason);
      assert.ok(last > 0 && last < long.length / 2, `${last} of ${long.length} bytes`);
      await assert.rejects(worker.assess("a,b\n1,2\n", { asOf: AS_OF }), (error) => error instanceof ArrearsError && error.code === "invalidFacts");
      assert.equal((await worker.assess(TEXT, { asOf: AS_OF })).rows, ROWS.length);
    } finally {
      port1.close();
      port2.close();
    }
  });

  await report.check("portfolio: two ends of one worker do not hear each other", async () => {
    const { port1, port2 } = new MessageChannel();
    try {
      servePortfolio(port1);
      const long = `${HEADER}\n${`${ROWS[0]}\n`.repeat(5_000)}`;
      const stopping = new AbortController();
      const [short, stopped, whole5000] = await Promise.allSettled([
        portfolioIn(port2).assess(TEXT, { asOf: AS_OF }),
        portfolioIn(port2).assess(long.repeat(1), { asOf: AS_OF, signal: stopping.signal, onProgress: () => stopping.abort(new Error("enough")) }),
        portfolioIn(port2).assess(long, { asOf: AS_OF }),
      ]);
      assert.deepEqual([short.value.rows, stopped.reason?.message, whole5000.value.rows], [ROWS.length, "enough", 5_000]);
      for (const wrong of [() => { throw new Error("mine"); }, async () => { throw new Error("mine"); }]) {
        await assert.rejects(portfolioIn(port2).assess(TEXT, { asOf: AS_OF, onRows: wrong }), /^Error: mine$/);
        await assert.rejects(assessPortfolio(TEXT, { asOf: AS_OF, onRows: wrong }), /^Error: mine$/);
      }
    } finally {
      port1.close();
      port2.close();
    }
  });

  await report.check("portfolio: a run that waits for its stream stops when told to, and ends the stream", async () => {
    let ended = false;
    const stream = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`${HEADER}\n`)),
      cancel: () => void (ended = true),
    });
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(new Error("enough")), 20);
    await assert.rejects(assessPortfolio(stream, { asOf: AS_OF, signal: stopping.signal }), /^Error: enough$/);
    assert.ok(ended, "the stream goes on");
    let unread = false;
    const other = new ReadableStream({ cancel: () => void (unread = true) });
    await assert.rejects(assessPortfolio(other, { asof: AS_OF }), ArrearsError);
    assert.ok(unread, "a stream that was never read is not cancelled");
  });

  await report.check("portfolio: a character cut between two texts stays whole", async () => {
    const text = "id,dueOn,principal\n\u{1f600}x,2025-08-15,1\n";
    const cut = text.indexOf("\ude00");
    const portfolio = new Portfolio({ asOf: AS_OF });
    const rows = [portfolio.push(text.slice(0, cut)), portfolio.push(text.slice(cut)), portfolio.finish().rows];
    assert.ok(rows.map((piece) => decoder.decode(piece)).join("").includes("\u{1f600}x,"));
    const streamed = [];
    await assessPortfolio([text.slice(0, cut), text.slice(cut)], { asOf: AS_OF, onRows: (piece) => streamed.push(decoder.decode(piece)) });
    assert.ok(streamed.join("").includes("\u{1f600}x,"));
  });

  await report.check("portfolio: a policy with half of a surrogate pair is told at its place", () => {
    for (const name of ["policy", "after"]) {
      const { code, problems } = caught(() => new Portfolio({ [name]: '{"id": "x\ud800"}', asOf: AS_OF }));
      assert.deepEqual([code, problems[0].code, problems[0].path], ["invalidPolicy", "notData", `/${name}`]);
    }
  });

  await report.check("portfolio: half of a surrogate pair makes a bad row, wherever it comes from, and no other text", async () => {
    const rows = [
      "id,dueOn,principal,note\n",
      "a\ud800,2025-08-15,1,\n", // the first half, and nothing behind it
      "\ude00\u{1f600}é中,2025-08-15,1,\n", // the second, before characters of every length
      "a\ufffd,2025-08-15,1,\n", // what an encoder would have made of the first
      "b,2025-08-15,\ud83d\ud83d\ude00,\n",
      "c,2025-08-15,1,\ude00\n", // in a column that is passed over
    ];
    const text = rows.join("");
    const wanted = whole(text).summary;
    assert.deepEqual([wanted.rows, wanted.assessed, wanted.problems.byCode], [5, 2, { notUtf8: 3 }]);
    assert.deepEqual(wanted.problems.listed.map(({ line, column }) => [line, column]), [[2, 1], [3, 1], [5, 3]]);
    const [{ message, help }] = wanted.problems.listed[0].problems;
    assert.deepEqual([message, help], ["this is no text in UTF-8", "it holds half of a surrogate pair: a text was cut inside a character, or saved as CESU-8"]);
    assert.ok(whole(text).text.includes("\na\ufffd,2025-11-22,"));
    // Cut anywhere, also between the two halves of a pair, and handed over in whatever way.
    for (let cut = 1; cut < text.length; cut += 1) {
      const portfolio = new Portfolio({ asOf: AS_OF });
      portfolio.push(text.slice(0, cut));
      portfolio.push(text.slice(cut));
      assert.deepEqual(portfolio.finish().summary, wanted, `cut at ${cut}`);
    }
    for (const input of [text, rows, [...text]]) assert.deepEqual(await assessPortfolio(input, { asOf: AS_OF }), wanted);
    const last = new Portfolio({ asOf: AS_OF });
    last.push("id,dueOn,principal\nA,2025-08-15,1\ud83d");
    assert.deepEqual(last.finish().summary.problems.byCode, { notUtf8: 1 });
    const mixed = new Portfolio({ asOf: AS_OF });
    mixed.push("dueOn,principal,id\n2025-08-15,1,a\ud83d");
    mixed.push(new TextEncoder().encode("\n"));
    assert.deepEqual(mixed.finish().summary.problems.byCode, { notUtf8: 1 });
    const line = whole('{ "id": "\ud800", "arrears": [{ "dueOn": "2025-08-15", "principal": "1" }] }\n').summary;
    assert.deepEqual(line.problems.listed.map(({ line, column }) => [line, column]), [[1, 10]]);
  });

  await report.check("portfolio: what is wrong is an error with its problems, and the next run is right", async () => {
    const wrong = [
      [() => new Portfolio({ asof: AS_OF }), "invalidFacts", "unknownField"],
      [() => new Portfolio({ policy: "cn-bank-lone" }), "invalidPolicy", "unknownPolicy"],
      [() => new Portfolio({ policy: "{}" }), "invalidPolicy", undefined],
      [() => new Portfolio([]), "invalidFacts", undefined],
      [() => whole("id,amount\n1,2\n"), "invalidFacts", "required"],
      [() => whole(7), "invalidFacts", "notData"],
    ];
    for (const [call, code, problem] of wrong) {
      const error = caught(call);
      assert.ok(error instanceof ArrearsError, String(error));
      assert.equal(error.code, code);
      if (problem) assert.ok(error.problems.some((found) => found.code === problem), JSON.stringify(error.problems));
      assert.equal(whole(TEXT).summary.rows, ROWS.length);
    }
    const ended = new Portfolio({ asOf: AS_OF });
    ended.push(TEXT);
    ended.finish();
    assert.throws(() => ended.push(TEXT), ArrearsError);
    assert.throws(() => ended.finish(), ArrearsError);
    await assert.rejects(assessPortfolio(7), ArrearsError);
  });

  await report.check("portfolio: a compiled policy of the main entry is its document, on this thread and in a worker", async () => {
    const { Policy, ArrearsError: MainError } = await load(installed);
    const document = mine();
    const compiled = [Policy.builtin("cn-home-mortgage"), Policy.compile(document), Policy.compile(JSON.stringify(document)), Policy.compile([document])];
    const plain = ["cn-home-mortgage", document, JSON.stringify(document), [document]];
    for (const [index, policy] of compiled.entries()) {
      const expected = whole(TEXT, { policy: plain[index] });
      assert.deepEqual(whole(TEXT, { policy }), expected);
      assert.deepEqual(whole(TEXT, { after: policy }).summary.comparison, whole(TEXT, { after: plain[index] }).summary.comparison);
      const { port1, port2 } = new MessageChannel();
      servePortfolio(port2);
      assert.deepEqual(await portfolioIn(port1).assess(TEXT, { asOf: AS_OF, policy }), expected.summary);
      port1.close();
      port2.close();
    }
    compiled[0].dispose();
    const disposed = caught(() => new Portfolio({ policy: compiled[0] }));
    assert.deepEqual([disposed instanceof MainError, disposed.problems[0].code], [true, "policyDisposed"]);
  });

  await report.check("portfolio: what is no policy is refused in the language asked for, and data has no lines", () => {
    const said = (policy, locale) => caught(() => new Portfolio({ policy, locale })).problems[0];
    for (const policy of [() => 1, new Map(), 7, true, Symbol("x")]) {
      const problem = said(policy, "zh-CN");
      assert.deepEqual([problem.code, problem.path], ["notAPolicy", "/policy"]);
      assert.equal(problem.message, "给出的政策既不是标识，也不是政策文件或编译好的政策");
      assert.ok(problem.help.includes("`Policy.builtin`"));
    }
    assert.equal(caught(() => new Portfolio({ after: 7 })).problems[0].path, "/after");
    const throwing = new Proxy({}, { get: () => { throw new Error("x"); } });
    assert.ok(caught(() => new Portfolio({ policy: throwing })) instanceof ArrearsError);
    for (const policy of [{}, [{}]]) {
      const { problems } = caught(() => new Portfolio({ policy, locale: "zh-TW" }));
      assert.ok(problems.length > 3 && problems.every((problem) => !("line" in problem) && !("column" in problem)));
      assert.ok(problems.every(({ message }) => !/[a-z]/.test(message.replace(/`[^`]*`/g, ""))), JSON.stringify(problems));
    }
    assert.ok("line" in said("{}", "en"));
    const header = caught(() => whole("id,到期\n", { locale: "zh-CN" }));
    assert.ok(header.problems[0].message.startsWith("没有 `dueOn` 这一列，现有的列：`id`, `到期`"), header.message);
    const previous = caught(() => new Portfolio({ previous: {}, locale: "zh-CN" }));
    assert.equal(previous.problems[0].message, "这里应该是以前一次运行给出的汇总，现在是没有写明 schema 的对象");
  });

  await report.check("portfolio: cells as spreadsheets write them are read as by the command line", () => {
    const plain = `${HEADER}\nA,2025-08-05,60000.00,1900,6%,36000,3,true,false,false\n`;
    const written = `${HEADER}\nA,2025年8月5日,"￥60,000.00",1900元,6%,"36,000",3,true,false,false\n`;
    assert.deepEqual(whole(written), whole(plain));
  });

  await report.check("portfolio: by require as well, with the same version and policies as the main entry", async () => {
    const main = await load(installed);
    const required = createRequire(join(installed.folder, "x.cjs"))("arrears/portfolio");
    assert.deepEqual([required.version, required.policies], [version, policies]);
    assert.deepEqual([main.version, [...main.policies]], [version, [...policies]]);
  });
}
