/** The published declarations under the strictest compiler, in each module resolution, against real answers. */

import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { CASE_A, load, output } from "../harness.mjs";
import { ANSWER_CASES } from "./cases.mjs";
import { OTHER_CALLS } from "./operations.mjs";

const tsc = join(createRequire(import.meta.url).resolve("typescript/package.json"), "../bin/tsc");

const STRICT = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  target: "es2022",
  lib: ["es2022"],
  types: [],
};

const RESOLUTIONS = [
  ["bundler", { module: "esnext", moduleResolution: "bundler" }, ["uses.mts"]],
  ["bundler, CommonJS", { module: "preserve", moduleResolution: "bundler" }, ["uses.cts"]],
  ["node16", { module: "node16", moduleResolution: "node16" }, ["uses.mts", "uses.cts"]],
  ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }, ["uses.mts", "uses.cts"]],
];

export async function typeChecks(report, installed) {
  const project = join(installed.folder, "typed");
  await mkdir(project);
  const source = await readFile(join(installed.tests, "consumers/typed/uses.ts"), "utf8");
  for (const extension of ["mts", "cts"]) await writeFile(join(project, `uses.${extension}`), source);
  await copyFile(join(installed.tests, "consumers/typed/wrong.ts"), join(project, "wrong.mts"));
  await copyFile(join(installed.tests, "consumers/typed/disposal.ts"), join(project, "disposal.mts"));

  for (const [name, options, files] of RESOLUTIONS) {
    await report.check(`tsc --strict, ${name}`, () => compile(project, options, files));
  }
  await report.check("tsc: the last compiler written in TypeScript takes them as well", async () => {
    const [, options, files] = RESOLUTIONS.at(-1);
    await compile(project, options, files, installed.tools.path("typescript/bin/tsc"));
  });
  await report.check("tsc: `using` works where the library knows it", async () => {
    const lib = ["es2022", "esnext.disposable"];
    await compile(project, { module: "nodenext", moduleResolution: "nodenext", lib }, ["disposal.mts"]);
  });
  await report.check("tsc: each wrong use is an error, line by line", async () => {
    const expected = (await readFile(join(project, "wrong.mts"), "utf8"))
      .split("\n")
      .flatMap((line, index) => (line.includes("// WRONG") ? [index + 1] : []));
    const found = await errorLines(project, ["wrong.mts"]);
    assert.ok(expected.length > 0);
    assert.deepEqual([...new Set(found)], expected);
  });
  await report.check("tsc: real answers hold nothing that the types do not say", async () => {
    await writeFile(join(project, "answers.mts"), await answersAsTypescript(installed));
    await compile(project, { module: "nodenext", moduleResolution: "nodenext" }, ["answers.mts"]);
  });
  await report.check("types: no `any` anywhere, every export and member with a comment or a plain name", async () => {
    const text = await readFile(join(installed.package, "index.d.ts"), "utf8");
    assert.ok(!/\bany\b/.test(text.replace(/\/\*[\s\S]*?\*\//g, "")), "`any` is used");
    for (const [, name] of text.matchAll(/^export (?:declare )?(?:interface|type|class|function|const) (\w+)/gm)) {
      assert.match(text, new RegExp(`\\*/\\nexport (?:declare )?(?:interface|type|class|function|const) ${name}\\b`), `${name} has no comment`);
    }
  });
  await report.check("types: the problem codes are those of the engine and the facade", async () => {
    const declared = union(await readFile(join(installed.package, "index.d.ts"), "utf8"), "ProblemCode");
    const engine = enumNames(await readFile(join(installed.repository, "src/error.rs"), "utf8"), "ProblemCode");
    const facade = ["engineNotLoaded", "engineNotReady", "engineStopped", "engineVersionDiffers", "notAPolicy", "policyDisposed"];
    assert.deepEqual(declared.sort(), [...engine, ...facade].sort());
  });
  await report.check("types: the warning codes are those of the engine", async () => {
    const declared = union(await readFile(join(installed.package, "index.d.ts"), "utf8"), "PolicyWarningCode");
    const engine = enumNames(await readFile(join(installed.repository, "src/policy/check/mod.rs"), "utf8"), "WarningCode");
    assert.ok(engine.length > 0);
    assert.deepEqual(declared.sort(), engine.sort());
  });
  await report.check("types: every name of a closed list is one that the engine gives", async () => {
    const types = await readFile(join(installed.package, "index.d.ts"), "utf8");
    for (const [name, file, rust] of CLOSED_LISTS) {
      const text = await readFile(join(installed.repository, "src", file), "utf8");
      const engine = wireNames(text, rust);
      assert.ok(engine.length > 0, `${rust} was not found in ${file}`);
      assert.deepEqual(union(types, name).sort(), engine.sort(), name);
    }
  });
  await report.check("types: the functions declared are the functions exported", async () => {
    const types = await readFile(join(installed.package, "index.d.ts"), "utf8");
    const declared = [...types.matchAll(/^export declare (?:function|const|class) (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(declared.sort(), Object.keys(await load(installed)).sort());
    const entries = ["slim.js", "workerd.js", "edge.js"].map((file) => readFile(join(installed.package, file), "utf8"));
    for (const text of await Promise.all(entries)) {
      const exported = text.match(/\nexport \{([^}]*)\};\s*$/)[1].split(",").map((name) => name.trim().split(" ").pop());
      assert.deepEqual(exported.sort(), declared);
    }
  });
  await report.check("tsc: the facade's own sources hold to their JSDoc", async () => {
    const npm = join(installed.repository, "src/npm");
    const options = { module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom"], checkJs: true, exactOptionalPropertyTypes: false };
    const hosts = (await readdir(join(npm, "hosts"))).map((file) => `hosts/${file}`);
    assert.ok(hosts.length > 0);
    await compile(project, options, ["entry.js", "portfolio.js", "element.js", "schemas.js", "ambient.d.ts", ...hosts].map((file) => join(npm, file)));
  });
}

/** Name in the types, file of the engine, name there. */
const CLOSED_LISTS = [
  ["FactName", "policy/model.rs", "Fact"],
  ["Class", "policy/model.rs", "Class"],
  ["RiskTier", "policy/model.rs", "RiskTier"],
  ["Role", "policy/model.rs", "Role"],
  ["Outcome", "decision.rs", "OutcomeWord"],
  ["DecisionName", "change/mod.rs", "Target"],
  ["KeyEvent", "key_dates/mod.rs", "KeyEvent"],
  ["Channel", "policy/collection.rs", "Channel"],
  ["ActionName", "policy/collection.rs", "ActionKind"],
  ["PaymentComponent", "policy/allocation.rs", "Component"],
  ["AllocationWalk", "policy/allocation.rs", "Walk"],
  ["AllocationExcess", "policy/allocation.rs", "Excess"],
  ["ChargedRate", "policy/penalty.rs", "ChargedRate"],
  ["DayCount", "calendar/day_count.rs", "DayCount"],
  ["DaysCounted", "calendar/day_count.rs", "DaysCounted"],
  ["RoundingMode", "money/mod.rs", "Rounding"],
  ["RoundingStage", "money/mod.rs", "Stage"],
  ["RestDays", "policy/tables.rs", "RestDays"],
  ["ScheduleMethod", "rules/schedule/mod.rs", "Method"],
  ["PlanInterest", "policy/model.rs", "PlanInterest"],
  ["InstallmentStatus", "rules/tracking.rs", "InstallmentStatus"],
  ["LedgerState", "rules/ledger/replay/figures.rs", "State"],
  ["AffordabilityRule", "api/calculators/affordability.rs", "AffordabilityRule"],
];

/** Compiles files of a folder under the strictest options. */
export async function compile(project, options, files, compiler = tsc) {
  const config = join(project, "tsconfig.json");
  await writeFile(config, JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files }));
  await output(process.execPath, [compiler, "--project", config, "--pretty", "false"], { cwd: project });
}

async function errorLines(project, files) {
  try {
    await compile(project, { module: "nodenext", moduleResolution: "nodenext" }, files);
  } catch (error) {
    return [...(error.stdout ?? "").matchAll(/^wrong\.mts\((\d+),\d+\): error/gm)].map(([, line]) => Number(line));
  }
  return [];
}

/** Object literals may hold no property that their type does not have, so each answer becomes one. */
async function answersAsTypescript(installed) {
  const api = await load(installed);
  const lines = ['import type * as arrears from "arrears";'];
  const imports = {
    assess: "Answer",
    penaltyInterest: "PenaltyAnswer",
    waiver: "WaiverAnswer",
    installments: "InstallmentsAnswer",
    escalation: "EscalationAnswer",
    hardship: "HardshipAnswer",
    change: "ChangeAnswer",
    actions: "ActionsAnswer",
  };
  for (const [index, { facts, options }] of [{ facts: CASE_A }, ...ANSWER_CASES].entries()) {
    for (const [operation, type] of Object.entries(imports)) {
      lines.push(`export const ${operation}${index}: arrears.${type} = ${JSON.stringify(api[operation](facts, options))};`);
    }
    const asked = api.assess(facts, { ...options, include: ["changes", "keyDates", "actions"] });
    lines.push(`export const whole${index}: arrears.Answer = ${JSON.stringify(asked)};`);
    const dates = api.keyDates(facts, { ...options, format: "ics", complaintOn: "2025-09-01T10:00" });
    lines.push(`export const keyDates${index}: arrears.KeyDatesAnswer = ${JSON.stringify(dates)};`);
    const said = api.explain(asked, { level: "full", locale: "zh-Hant" });
    lines.push(`export const explain${index}: arrears.Explanation = ${JSON.stringify(said)};`);
    lines.push(`export const facts${index}: arrears.Facts = ${JSON.stringify(facts)};`);
  }
  for (const [index, { operation, type, args }] of OTHER_CALLS.entries()) {
    lines.push(`export const ${operation}Other${index}: arrears.${type} = ${JSON.stringify(api[operation](...args))};`);
  }
  return `${lines.join("\n")}\n`;
}

/** The members of a union of string literals. */
function union(text, name) {
  const body = text.match(new RegExp(`export type ${name} =([^;]*);`))?.[1] ?? "";
  return [...body.matchAll(/"([^"]+)"/g)].map(([, member]) => member);
}

/** The names on the wire of a Rust enum: from its own table where that holds every variant. */
function wireNames(text, name) {
  const [variants, words] = [enumNames(text, name), tabledNames(text, name)];
  return words.length === variants.length ? words : variants;
}

function tabledNames(text, name) {
  const own = text.match(new RegExp(`impl ${name} \\{([\\s\\S]*?)\\n\\}`))?.[1];
  const body = own?.match(/const NAMES: [^=]*=\s*\[([\s\S]*?)\];/)?.[1];
  return [...(body ?? "").matchAll(/\("([^"]+)", Self::/g)].map(([, word]) => word);
}

/** The variants of a Rust enum, as they stand on the wire. */
function enumNames(text, name) {
  const body = text.match(new RegExp(`pub enum ${name} \\{([\\s\\S]*?)\\n\\}`))?.[1] ?? "";
  return [...body.matchAll(/^ {4}(\w+),$/gm)].map(([, variant]) => variant[0].toLowerCase() + variant.slice(1));
}
