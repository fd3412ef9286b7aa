/** `<arrears-calculator>` in Chromium, on a page whose content security policy lets nothing through that it could do without. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";

import { assertCaseA, CASE_A } from "../harness.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LOCALES = ["zh-Hans", "zh-Hant", "en"];
const WIDTHS = [280, 768];
/** Longer than the element waits after the last key. */
const SETTLED_MS = 1_000;

/** Whatever the page hears of any element, and every violation of its policy. */
const WATCH = `
  window.heard = [];
  window.violations = [];
  for (const name of ["answer", "problems"]) {
    document.addEventListener(name, (event) => window.heard.push({ name, id: event.target.id, detail: event.detail, composed: event.composed }));
  }
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile }) => window.violations.push(violatedDirective + " " + sourceFile));
`;
const HTML = `<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width"><script src="./watch.js"></script></head><body><main><h1>A page</h1></main></body></html>`;

/** Cases whose four decisions are of every kind that the default policy gives. */
const CASES = {
  severe: CASE_A,
  early: { ...CASE_A, asOf: "2025-08-30", borrower: { monthlyIncome: "36000", firstArrear: true, cameForward: true } },
  waiting: { ...CASE_A, asOf: "2025-10-20", borrower: { monthlyIncome: "20000", refusedToPay: true } },
  partial: { asOf: "2025-11-22", arrears: [{ dueOn: "2025-08-15", principal: "60000.00" }] },
  current: { ...CASE_A, asOf: "2025-08-15" },
};

/**
 * @param {import("../harness.mjs").Report} report
 * @param {{ lab: import("./lab.mjs").Lab, chosen: import("../tools.mjs").Tools }} parts
 */
export async function elementChecks(report, { lab, chosen }) {
  const folder = await lab.project(chosen, "element", { "index.html": HTML, "watch.js": WATCH });
  const address = await lab.serve(folder, { "content-security-policy": POLICY });
  const api = createRequire(join(folder, "package.json"))("arrears");
  const check = (name, body) =>
    report.check(`element: ${name}`, () =>
      lab.withPage(address, async (page) => {
        const result = await body(page);
        assert.deepEqual(await page.evaluate(() => window.violations), []);
        return result;
      }),
    );
  const define = (page) => page.evaluate(() => import("./node_modules/arrears/element.js").then(() => undefined));
  const make = (page, id, facts, attributes = {}) =>
    page.evaluate(
      ([id, facts, attributes]) => {
        const element = document.createElement("arrears-calculator");
        for (const [name, value] of Object.entries({ id, ...attributes })) element.setAttribute(name, value);
        if (facts !== null) element.facts = facts;
        document.querySelector("main").append(element);
      },
      [id, facts, attributes],
    );
  const heard = (page) => page.evaluate(() => window.heard);
  const forget = (page) => page.evaluate(() => void (window.heard.length = 0));
  const text = (page, id = "one") => page.evaluate((id) => document.getElementById(id).shadowRoot.querySelector(".result").innerText, id);

  await check("facts given before it was defined are answered, once", async (page) => {
    await make(page, "one", CASE_A, { locale: "en" });
    assert.deepEqual(await heard(page), []);
    await define(page);
    const [first, ...more] = await heard(page);
    assert.deepEqual([first.name, first.id, first.composed, more.length], ["answer", "one", true, 0]);
    assertCaseA(first.detail);
    assertCaseA(await page.evaluate(() => document.getElementById("one").answer));
    assert.match(await text(page), /¥62,407\.28/);
    // No property of the page's stays in front of the element's.
    assert.equal(await page.evaluate(() => Object.keys(document.getElementById("one")).length), 0);
  });

  await check("facts given after it was defined are answered at once, and told together", async (page) => {
    await define(page);
    await make(page, "one", null);
    assert.match(await text(page), /还没有贷款资料/);
    const total = await page.evaluate((facts) => {
      const element = document.getElementById("one");
      element.facts = { ...facts, asOf: "2025-11-21" };
      element.facts = facts;
      return element.answer.due.total;
    }, CASE_A);
    assert.equal(total, "62407.28");
    const events = await heard(page);
    assert.deepEqual([events.length, events[0].detail.due.total], [1, "62407.28"]);
  });

  await check("it shows the engine's words and figures in each language, and tells nothing when only the language changes", async (page) => {
    await define(page);
    await make(page, "one", null);
    for (const [name, facts] of Object.entries(CASES)) {
      await page.evaluate((facts) => void (document.getElementById("one").facts = facts), facts);
      await page.waitForFunction((asOf) => window.heard.at(-1)?.detail.asOf === asOf, facts.asOf);
      const answer = api.assess(facts);
      const { names } = api.vocabulary();
      for (const locale of LOCALES) {
        const before = (await heard(page)).length;
        await page.evaluate((locale) => document.getElementById("one").setAttribute("locale", locale), locale);
        assert.equal((await heard(page)).length, before);
        const shown = (await text(page)).replace(/\s+/g, " ");
        const said = api.explain(answer, { locale });
        for (const line of [said.title, ...said.sections.filter(({ id }) => id !== "due").flatMap(({ lines }) => lines)]) {
          assert.ok(shown.includes(line.replace(/\s+/g, " ")), `${name}, ${locale}: ${line} is not shown`);
        }
        for (const missing of api.explain(answer, { locale, level: "checklist" }).sections.filter(({ id }) => id === "missing")) {
          for (const line of missing.lines) assert.ok(shown.includes(line), `${name}, ${locale}: ${line}`);
        }
        for (const amount of [answer.due.total, answer.due.principal, answer.due.penalty, answer.due.compound, answer.due.dailyGrowth].filter((amount) => amount !== null)) {
          assert.ok(shown.includes(`¥${grouped(amount)}`), `${name}, ${locale}: ${amount}`);
        }
        const outcomes = await page.evaluate(() => [...document.getElementById("one").shadowRoot.querySelectorAll(".outcome")].map((node) => node.textContent.toLowerCase()));
        const decisions = [answer.waiver, answer.installments, answer.escalation.litigation, answer.escalation.agency];
        for (const [index, { outcome }] of decisions.entries()) {
          assert.ok(outcomes[index].startsWith(names.outcomes[outcome][locale]), `${name}, ${locale}: ${outcomes[index]} for ${outcome}`);
        }
        assert.equal(await page.evaluate(() => document.getElementById("one").shadowRoot.querySelector(".root").lang), locale);
      }
    }
  });

  await check("the day on which something opens stands beside `not yet`", async (page) => {
    await define(page);
    await make(page, "one", CASES.waiting);
    const { litigation } = api.assess(CASES.waiting).escalation;
    assert.deepEqual([litigation.outcome, litigation.opensOn], ["notYet", "2025-11-14"]);
    assert.match(await text(page), /尚未（2025年11月14日）/);
  });

  await check("problems are told with their places, and in the language", async (page) => {
    await define(page);
    const facts = { ...CASE_A, asOf: "2025-02-30", waived: "x" };
    await make(page, "one", facts, { locale: "en" });
    const [first] = await heard(page);
    assert.deepEqual([first.name, first.detail.map(({ path, code }) => [path, code])], ["problems", problems(api, facts)]);
    assert.equal(await page.evaluate(() => document.getElementById("one").answer), undefined);
    assert.match(await text(page), /\/asOf: [\s\S]*\/waived: /);
    await page.evaluate(() => void (document.getElementById("one").locale = "zh-TW"));
    assert.match(await text(page), /請更正[\s\S]*日曆上沒有/);
    await page.evaluate(() => void (document.getElementById("one").policy = "cn-bank-lone"));
    await page.waitForFunction(() => window.heard.at(-1).detail[0]?.code === "unknownPolicy");
    await page.evaluate((facts) => Object.assign(document.getElementById("one"), { facts, policy: null }), CASE_A);
    await page.waitForFunction(() => window.heard.at(-1).name === "answer");
    assert.match(await text(page), /¥62,407\.28/);
  });

  await check("it decides by the policy that it is given, as an id or compiled, and in that policy's words", async (page) => {
    await define(page);
    await make(page, "one", CASES.waiting, { locale: "en" });
    for (const compiled of [false, true]) {
      await page.evaluate(
        async ([compiled, id]) => {
          const { Policy } = await import("./node_modules/arrears/index.js");
          document.getElementById("one").policy = compiled ? Policy.builtin(id) : id;
        },
        [compiled, "cn-home-mortgage"],
      );
      await page.waitForFunction((count) => window.heard.length === count, compiled ? 3 : 2);
      const answer = api.assess(CASES.waiting, { policy: "cn-home-mortgage" });
      assert.deepEqual((await heard(page)).at(-1).detail, JSON.parse(JSON.stringify(answer)));
      const shown = (await text(page)).replace(/\s+/g, " ");
      assert.match(shown, /Policy: cn-home-mortgage, version 1\.0\.0/);
      for (const { id, lines } of api.explain(answer, { locale: "en" }).sections) {
        for (const line of id === "due" ? [] : lines) assert.ok(shown.includes(line), line);
      }
    }
  });

  for (const page of ["keeps nothing", "gives the facts back"]) await check(`typing changes the facts, never the caret, on a page that ${page}`, (tab) => typing(tab, page === "gives the facts back"));

  async function typing(page, isControlled) {
    await define(page);
    await make(page, "one", null, { editable: "", locale: "en" });
    await page.evaluate(
      ([facts, isControlled]) => {
        const element = document.getElementById("one");
        window.given = element.facts = facts;
        window.times = 0;
        if (!isControlled) return;
        element.addEventListener("answer", () => {
          if (element.facts === window.last) return;
          window.times += 1;
          element.facts = window.last = structuredClone(element.facts);
        });
      },
      [CASE_A, isControlled],
    );
    const principal = page.getByLabel("Overdue principal");
    assert.equal(await principal.inputValue(), "60000.00");
    await principal.focus();
    const caret = () => page.evaluate(() => document.getElementById("one").shadowRoot.activeElement?.selectionStart);
    await page.evaluate(() => document.getElementById("one").shadowRoot.activeElement.setSelectionRange(1, 1));
    for (const [index, key] of ["1", "2", "Backspace", "3"].entries()) {
      await page.keyboard.press(key);
      assert.equal(await caret(), [2, 3, 2, 3][index], `after ${key}`);
    }
    assert.equal(await principal.inputValue(), "6130000.00");
    const element = () => page.evaluate(() => ({ facts: document.getElementById("one").facts, given: window.given, times: window.times, total: document.getElementById("one").answer.due.total }));
    const now = await element();
    // The object that the page gave is the page's; once for it, and once a key.
    assert.deepEqual([now.given, now.times], [CASE_A, isControlled ? 5 : 0]);
    assert.deepEqual(now.facts, { ...CASE_A, arrears: [{ ...CASE_A.arrears[0], principal: "6130000.00" }] });
    assert.equal(now.total, api.assess(now.facts).due.total);
    await page.getByLabel("Failed contact attempts").fill("2");
    await page.getByLabel("Monthly income").fill("");
    const after = (await element()).facts;
    assert.deepEqual([after.contacts, after.borrower], [{ failedAttempts: 2 }, undefined]);
  }

  await check("what is half typed is not called wrong; what stays wrong is, at its field and aloud", async (page) => {
    await define(page);
    await make(page, "one", CASE_A, { editable: "", locale: "en" });
    const principal = page.getByLabel("Overdue principal");
    await principal.fill("60,000");
    assert.equal(await principal.getAttribute("aria-invalid"), "false");
    assert.doesNotMatch(await text(page), /62,407/);
    await page.locator("input[aria-invalid=true]").waitFor({ timeout: 5 * SETTLED_MS });
    const described = await principal.getAttribute("aria-describedby");
    const said = await Promise.all(described.split(" ").map((id) => page.locator(`#${id}`).textContent()));
    assert.match(said.join(" "), /“60,000” is not/);
    await page.getByRole("status").getByText("To be corrected: 1.").waitFor();
    await page.getByRole("button", { name: "Overdue principal (yuan)" }).click();
    assert.equal(await page.evaluate(() => document.getElementById("one").shadowRoot.activeElement?.id), "principal");
    await principal.fill("60000");
    assert.equal(await principal.getAttribute("aria-invalid"), "false");
    await page.getByRole("status").getByText("Estimated total due: ¥62,407.28.").waitFor();
  });

  await check("an empty form says what it needs instead of what is wrong, and leads to an answer", async (page) => {
    await define(page);
    await make(page, "one", null, { editable: "" });
    assert.match(await text(page), /填写以下各项[\s\S]*计算到[\s\S]*到期日[\s\S]*逾期本金/);
    await page.waitForTimeout(SETTLED_MS);
    assert.equal(await page.locator("[aria-invalid=true]").count(), 0);
    await page.keyboard.press("Tab");
    for (const value of ["2025-11-22", "2025-08-15", "60000", "900", "6%", "36000", "3"]) {
      await page.keyboard.type(value);
      await page.keyboard.press("Tab");
    }
    assert.match(await text(page), /¥62,407\.28/);
    assertCaseA(await page.evaluate(() => document.getElementById("one").answer));
  });

  await check("fields that the case fills in another way are not asked for", async (page) => {
    await define(page);
    const facts = { asOf: "2025-11-22", history: { drawdown: { on: "2025-01-15", amount: "60000" }, schedule: [{ dueOn: "2025-08-15", principal: "60000", interest: "900" }] }, loan: { annualRate: "6%" }, contacts: { log: [] } };
    await make(page, "one", facts, { editable: "", locale: "en" });
    const labels = await page.locator("label:visible").allTextContents();
    assert.deepEqual(labels, ["As of", "Contract rate a year", "Monthly income (yuan)"]);
  });

  await check("two on one page keep apart, and one that is taken off says nothing more", async (page) => {
    await define(page);
    await make(page, "one", CASE_A, { editable: "", locale: "en" });
    await make(page, "two", CASES.partial, { locale: "zh-Hant" });
    await page.locator("#one").getByLabel("Overdue principal").fill("10000");
    assert.match(await text(page, "one"), /¥11,169\.78/);
    assert.match(await text(page, "two"), /逾期本金\s*¥60,000\.00/);
    const shared = await page.evaluate(() => new Set(["one", "two"].map((id) => document.getElementById(id).shadowRoot.adoptedStyleSheets[0])).size);
    assert.equal(shared, 1);
    await forget(page);
    const removed = await page.evaluate((facts) => {
      window.taken = document.getElementById("one");
      window.taken.facts = { ...facts, asOf: "2025-11-23" };
      window.taken.remove();
      return window.taken.answer.asOf;
    }, CASE_A);
    await page.waitForTimeout(SETTLED_MS);
    assert.deepEqual([removed, await heard(page)], ["2025-11-23", []]);
    await page.evaluate(() => document.querySelector("main").append(window.taken));
    await page.waitForFunction(() => window.heard.length === 1);
    assert.match(await text(page, "one"), /23 November 2025/);
    assert.equal(await page.locator("#one form").count(), 1);
  });

  await check("it can be edited and no longer, and defined by two copies", async (page) => {
    await define(page);
    await make(page, "one", CASE_A);
    await page.evaluate(() => void (document.getElementById("one").editable = true));
    assert.equal(await page.getByLabel("逾期本金").inputValue(), "60000.00");
    await page.evaluate(() => void (document.getElementById("one").editable = false));
    assert.equal(await page.locator("#one input").count(), 0);
    const again = await page.evaluate(() => import("./node_modules/arrears/element.js?again").then(({ TAG, ArrearsCalculator }) => customElements.get(TAG) === ArrearsCalculator));
    assert.equal(again, false);
  });

  await check("a page sets its colours by custom properties, and light or dark by its scheme", async (page) => {
    await define(page);
    await make(page, "one", CASE_A);
    const surface = () => page.evaluate(() => getComputedStyle(document.getElementById("one").shadowRoot.querySelector(".root")).backgroundColor);
    assert.equal(await surface(), "rgb(255, 255, 255)");
    await page.evaluate(() => void (document.documentElement.style.colorScheme = "dark"));
    assert.equal(await surface(), "rgb(22, 25, 29)");
    await page.evaluate(() => document.getElementById("one").style.setProperty("--arrears-surface", "rgb(1, 2, 3)"));
    assert.equal(await surface(), "rgb(1, 2, 3)");
  });

  await check("nobody is kept out, in three languages, light and dark, and it fits from 280 px on", async (page) => {
    await define(page);
    await make(page, "one", CASES.waiting, { editable: "" });
    await make(page, "two", CASES.partial);
    await make(page, "three", { ...CASE_A, asOf: "soon" }, { editable: "" });
    await page.waitForTimeout(SETTLED_MS);
    for (const locale of LOCALES) {
      for (const [scheme, ground] of [["light", "#fff"], ["dark", "#000"]]) {
        await page.evaluate(
          ([locale, scheme, ground]) => {
            Object.assign(document.documentElement.style, { colorScheme: scheme, background: ground });
            for (const element of document.querySelectorAll("arrears-calculator")) element.locale = locale;
          },
          [locale, scheme, ground],
        );
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          const where = `${locale}, ${scheme}, ${width} px`;
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(wide, 0, `${where}: scrolls sideways`);
          const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`), [], where);
          // It has looked inside: the page itself has no field.
          assert.ok(passes.some(({ id, nodes }) => id === "label" && nodes.length >= 14), `${where}: axe has seen no fields`);
        }
      }
    }
  });

  await report.check("element: where the policy forbids the engine, it says what to do", async () => {
    const strict = await lab.serve(folder, { "content-security-policy": POLICY.replace(" 'wasm-unsafe-eval'", "") });
    await lab.withPage(strict, async (page) => {
      await define(page);
      await make(page, "one", CASE_A, { locale: "en" });
      const [first] = await heard(page);
      assert.deepEqual([first.name, first.detail[0].code], ["problems", "engineNotLoaded"]);
      assert.match(await text(page), /could not be worked out[\s\S]*'wasm-unsafe-eval'/);
    });
  });
}

/** Places and codes of what the engine finds wrong. */
function problems({ assess }, facts) {
  try {
    assess(facts);
  } catch (error) {
    return error.problems.map(({ path, code }) => [path, code]);
  }
  throw new assert.AssertionError({ message: "there was an answer" });
}

/** A decimal with thousands marks. */
function grouped(decimal) {
  return decimal.replace(/\B(?=(\d{3})+\.)/g, ",");
}
