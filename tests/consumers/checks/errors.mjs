/** Errors, policies as objects, and what a caller can hold on to. */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { assertCaseA, CASE_A, caught, load } from "../harness.mjs";

export async function errorChecks(report, installed) {
  const { assess, ArrearsError, Policy, policies, waiver } = await load(installed);
  const builtin = join(installed.repository, "src/policy/builtin");

  await report.check("errors: class, name, message with the count of the rest, JSON", () => {
    const error = caught(() => assess({ ...CASE_A, loans: 1, borrowers: 2, arrear: 3 }));
    assert.ok(error instanceof ArrearsError && error instanceof Error);
    assert.equal(error.name, "ArrearsError");
    assert.equal(error.code, "invalidFacts");
    assert.equal(error.problemCount, 3);
    assert.deepEqual(error.problems.map(({ path }) => path).sort(), ["/arrear", "/borrowers", "/loans"]);
    assert.equal(error.message, `${error.problems[0].message} (and 2 more problems)`);
    const { name, message, code, problems, problemCount } = error;
    assert.deepEqual(JSON.parse(JSON.stringify(error)), { name, message, code, problems, problemCount });
    assert.match(error.stack, /ArrearsError/);
  });
  await report.check("errors: one problem is told by itself", () => {
    const error = caught(() => assess({ ...CASE_A, asOf: null }));
    assert.deepEqual([error.problems[0].code, error.problems[0].path, error.problemCount], ["required", "/asOf", 1]);
    assert.equal(error.message, error.problems[0].message);
  });
  await report.check("errors: at most 100 are listed, all are counted", () => {
    const arrears = Array.from({ length: 250 }, () => ({ dueOn: "2025-02-30", principal: "1.00" }));
    const error = caught(() => assess({ ...CASE_A, arrears }));
    assert.deepEqual([error.problems.length, error.problemCount], [100, 250]);
  });
  await report.check("errors: an unknown option and an unknown part are problems", () => {
    assert.equal(caught(() => assess(CASE_A, { includes: [] })).problems[0].code, "unknownField");
    assert.equal(caught(() => assess(CASE_A, { include: ["everything"] })).problems[0].code, "notOneOf");
    assert.equal(caught(() => assess(CASE_A, "cn-bank-loan")).problems[0].code, "wrongType");
  });
  await report.check("policy: every id of `policies` exists, and they are the documents that ship", async () => {
    const files = (await readdir(builtin)).filter((file) => file.endsWith(".json"));
    const ids = await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(builtin, file), "utf8")).id));
    assert.deepEqual(policies, [...new Set(ids.filter(Boolean))].sort());
    assert.ok(Object.isFrozen(policies) && policies.includes("cn-bank-loan"));
    for (const id of policies) assert.equal(assess(CASE_A, { policy: id }).policy.id, id);
  });
  await report.check("policy: by default, by id and as an object, one answer", () => {
    const policy = Policy.builtin("cn-bank-loan");
    const answers = [assess(CASE_A), assess(CASE_A, { policy: "cn-bank-loan" }), assess(CASE_A, { policy }), assess(CASE_A, { policy: null })];
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assertCaseA(answers[0]);
    policy.dispose();
  });
  await report.check("policy: a document compiles from text and from an object to the same", async () => {
    const file = (await readdir(builtin)).find((name) => name.startsWith("cn-bank-loan"));
    const text = await readFile(join(builtin, file), "utf8");
    const document = Object.freeze(JSON.parse(text));
    const [fromText, fromObject] = [Policy.compile(text), Policy.compile(document)];
    assert.deepEqual(assess(CASE_A, { policy: fromText }), assess(CASE_A, { policy: fromObject }));
    assert.equal(assess(CASE_A, { policy: fromText }).policy.fingerprint, assess(CASE_A).policy.fingerprint);
  });
  await report.check("policy: a bad document, an unknown id and a stranger are told apart", () => {
    const codes = [
      () => Policy.compile("{"),
      () => Policy.compile({ id: 1 }),
      () => Policy.compile(undefined),
      () => Policy.builtin("cn-bank-loans"),
      () => Policy.builtin(Symbol("x")),
      () => assess(CASE_A, { policy: "nowhere" }),
      () => assess(CASE_A, { policy: 7 }),
      () => assess(CASE_A, { policy: {} }),
    ].map((call) => caught(call).code);
    assert.deepEqual(new Set(codes), new Set(["invalidPolicy"]));
    assert.equal(caught(() => Policy.compile("{")).problems[0].code, "notJson");
    assert.equal(caught(() => Policy.builtin("cn-bank-loans")).problems[0].code, "unknownPolicy");
    assert.equal(caught(() => new Policy()).constructor, TypeError);
    assertCaseA(assess(CASE_A));
  });
  await report.check("policy: what is wrong with a document or an id is said in the language asked for", async () => {
    const message = (call) => caught(call).problems[0].message;
    assert.equal(message(() => Policy.compile({}, { locale: "zh-TW" })), "請填寫這一項");
    assert.equal(message(() => Policy.compile("{}", { locale: "zh-CN" })), "请填写这一项");
    assert.equal(message(() => Policy.compile("{}")), message(() => Policy.compile("{}", { locale: null })));
    const nowhere = "没有 `nowhere` 这份内置政策";
    assert.equal(message(() => Policy.builtin("nowhere", { locale: "zh-Hans" })), nowhere);
    assert.equal(message(() => assess(CASE_A, { policy: "nowhere", locale: "zh-Hans" })), nowhere);
    assert.equal(caught(() => Policy.compile("{}", { locale: "fr" })).problems[0].code, "unknownLocale");
    assert.equal(caught(() => Policy.compile("{}", { lang: "en" })).problems[0].path, "/options/lang");
  });
  await report.check("policy: half of a surrogate pair is told, and no other character is taken for it", () => {
    const document = '{"id": "x\ud800"}';
    const [problem] = caught(() => Policy.compile(document, { locale: "zh-Hans" })).problems;
    assert.deepEqual([problem.code, problem.path], ["notData", ""]);
    assert.equal(problem.message, "政策文件含有半个代理对：文字在一个字符中间被截断");
    // A whole pair is read as every text is: only what is missing is told.
    assert.ok(caught(() => Policy.compile('{"id": "x\u{1f600}"}')).problems.every(({ code }) => code !== "notData"));
  });
  await report.check("errors: what this side says is said in the language asked for", () => {
    const gone = Policy.builtin("cn-bank-loan");
    gone.dispose();
    const said = (locale) => {
      const told = [
        () => assess(CASE_A, { policy: 7, locale }),
        () => assess(CASE_A, { policy: gone, locale }),
        () => assess({ ...CASE_A, arrears: new Array(4_294_967_295) }, { locale }),
        () => assess({ ...CASE_A, loan: () => 1 }, { locale }),
        () => assess(CASE_A, { include: Symbol("x"), locale }),
        () => assess(CASE_A, { locale, get policy() { throw new RangeError("mine"); } }),
        () => assess({ ...CASE_A, loans: 1, borrowers: 2, arrear: 3 }, { locale }),
      ];
      return told.map((call) => caught(call));
    };
    const [english, simplified, traditional] = ["en-GB", "zh-CN", "zh-Hant-HK"].map((locale) => said(locale));
    assert.deepEqual(english.map(({ message }) => message).slice(0, 6), [
      "the policy is neither an id nor a compiled policy",
      "this policy has been disposed of",
      "the input holds more than 1000000 values",
      "a function is not plain data",
      "a symbol is not plain data",
      "the option `policy` throws when it is read: mine",
    ]);
    assert.deepEqual(simplified.map(({ message }) => message).slice(0, 6), [
      "给出的政策既不是标识，也不是编译好的政策",
      "这份政策已经释放",
      "输入的值超过 1000000 个",
      "函数不是普通的数据",
      "符号值不是普通的数据",
      "读取选项 `policy` 时出错：mine",
    ]);
    assert.equal(traditional[1].message, "這份政策已經釋放");
    assert.equal(traditional[1].problems[0].help, "請重新編譯");
    assert.equal(simplified[5].cause.message, "mine");
    assert.match(english[6].message, / \(and 2 more problems\)$/);
    assert.match(simplified[6].message, /（另有 2 个问题）$/);
    assert.match(traditional[6].message, /（另有 2 個問題）$/);
    const codes = (errors) => errors.map(({ code, problems }) => [code, problems[0].code, problems[0].path]);
    assert.deepEqual(codes(simplified), codes(english));
    for (const error of simplified) assert.ok(error instanceof ArrearsError);
  });
  await report.check("errors: an engine that does not load says so in the language asked for", async () => {
    // A copy of its own, in which nothing has been loaded yet.
    const slim = await import(`${pathToFileURL(join(installed.package, "slim.js")).href}?words`);
    const early = (locale) => caught(() => slim.assess(CASE_A, { locale })).message;
    assert.deepEqual([early("en"), early("zh-CN"), early("zh-TW")], ["the engine is not loaded yet", "引擎尚未加载", "引擎尚未載入"]);
    const failed = (options) => slim.init(new Uint8Array(4), options).then(assert.fail, ({ message }) => message);
    assert.match(await failed(), /^the engine could not be loaded: /);
    assert.match(await failed({ locale: "zh-Hans" }), /^引擎未能加载：/);
  });
  await report.check("policy: a throwing option is a problem, not the option's own error", () => {
    const options = { get policy() { throw new RangeError("mine"); } };
    assert.deepEqual(caught(() => assess(CASE_A, options)).problems[0].path, "/policy");
  });
  await report.check("policy: disposed of once or twice, then refused; others go on", () => {
    const [kept, gone] = [Policy.builtin("cn-bank-loan"), Policy.builtin("cn-bank-loan")];
    gone.dispose();
    gone.dispose();
    assert.equal(caught(() => waiver(CASE_A, { policy: gone })).problems[0].code, "policyDisposed");
    assertCaseA(assess(CASE_A, { policy: kept }));
    if (Symbol.dispose) assert.equal(kept[Symbol.dispose], kept.dispose);
    kept.dispose();
  });
  await report.check("policy: ten thousand made and disposed of leave the memory as it was", () => {
    for (let count = 0; count < 200; count += 1) Policy.builtin("cn-bank-loan").dispose();
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 10_000; count += 1) Policy.builtin("cn-bank-loan").dispose();
    assert.ok(process.memoryUsage().arrayBuffers - before < 1_000_000);
    assertCaseA(assess(CASE_A));
  });
}
