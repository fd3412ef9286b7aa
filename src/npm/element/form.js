/**
 * The small form of an editable element. It is made once and only ever told new words, values and problems, so that
 * the caret stays where it is while somebody types.
 */

import { problemText } from "./format.js";
import { factText } from "./facts.js";
import { node } from "./nodes.js";
import { say } from "../words.js";
import { WORDS } from "./words.js";

/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {import("../words.js").Language} Language */
/** @typedef {keyof typeof WORDS} Word */
/** @typedef {{ path: import("./facts.js").Path, word: Word, hint: Word, sample?: string, mode: string, isRequired?: true, isCount?: true }} Spec */
/** @typedef {{ spec: Spec, pointer: string, row: HTMLElement, label: HTMLElement, hint: HTMLElement, input: HTMLInputElement, problem: HTMLElement, isTyping: boolean }} Field */

const DATE = { hint: /** @type {Word} */ ("sampleHint"), mode: "text" };
const DECIMAL = { hint: /** @type {Word} */ ("optionalHint"), mode: "decimal" };

/** @type {readonly Spec[]} */
const SPECS = [
  { path: ["asOf"], word: "asOf", ...DATE, sample: "2025-11-22", isRequired: true },
  { path: ["arrears", 0, "dueOn"], word: "dueOn", ...DATE, sample: "2025-08-15", isRequired: true },
  { path: ["arrears", 0, "principal"], word: "principal", ...DECIMAL, hint: "sampleHint", sample: "60000.00", isRequired: true },
  { path: ["arrears", 0, "interest"], word: "interest", ...DECIMAL },
  { path: ["loan", "annualRate"], word: "annualRate", hint: "rateHint", mode: "text" },
  { path: ["borrower", "monthlyIncome"], word: "monthlyIncome", ...DECIMAL },
  { path: ["contacts", "failedAttempts"], word: "failedAttempts", ...DECIMAL, mode: "numeric", isCount: true },
];

/** What is not asked for where the case says it in another way. @type {readonly (readonly [given: import("./facts.js").Path, instead: string])[]} */
const INSTEAD = [
  [["history"], "/arrears/"],
  [["loan", "floating"], "/loan/annualRate"],
  [["contacts", "log"], "/contacts/"],
];

export class Form {
  /** @param {(path: import("./facts.js").Path, value: unknown) => void} onTyped */
  constructor(onTyped) {
    this.heading = node("h2", { id: "form" });
    /** @type {Field[]} */
    this.fields = SPECS.map((spec) => this.#field(spec, onTyped));
    const form = node("form", { part: "form", novalidate: "", autocomplete: "off", "aria-labelledby": "form" }, this.heading);
    form.append(...this.fields.map(({ row }) => row));
    // Everything is worked out while one types; the Enter key must not send the page's user somewhere else.
    form.addEventListener("submit", (event) => event.preventDefault());
    this.node = form;
  }

  /**
   * @param {Spec} spec
   * @param {(path: import("./facts.js").Path, value: unknown) => void} onTyped
   * @returns {Field}
   */
  #field(spec, onTyped) {
    const id = spec.word;
    const label = node("label", { for: id });
    const hint = node("p", { class: "hint", id: `${id}-hint` });
    const problem = node("p", { class: "problem", id: `${id}-problem` });
    const input = node("input", { id, type: "text", inputmode: spec.mode, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-hint` });
    if (spec.isRequired) input.setAttribute("aria-required", "true");
    const row = node("div", {}, label, hint, problem, input);
    const field = { spec, pointer: `/${spec.path.join("/")}`, row, label, hint, input, problem, isTyping: false };
    input.addEventListener("input", () => {
      field.isTyping = true;
      onTyped(spec.path, typed(spec, input.value));
    });
    return field;
  }

  /** @param {Language} language */
  say(language) {
    this.heading.textContent = say(WORDS.form, language);
    for (const { spec, label, hint } of this.fields) {
      label.textContent = say(WORDS[spec.word], language);
      hint.textContent = say(WORDS[spec.hint], language, [spec.sample]);
    }
  }

  /**
   * Shows a case that came from outside. A field that has its text already is not touched: writing to it would move
   * the caret.
   *
   * @param {unknown} facts
   */
  show(facts) {
    for (const field of this.fields) {
      const text = factText(facts, field.spec.path);
      if (field.input.value.trim() !== text) field.input.value = text;
      field.row.hidden = INSTEAD.some(([given, instead]) => field.pointer.startsWith(instead) && isGiven(facts, given));
    }
  }

  /**
   * Shows each problem at its field, and tells which belong to none. A field in which somebody is just typing is not
   * called wrong before it is done, and one that is empty is not wrong but lacking.
   *
   * @param {readonly Problem[]} problems
   * @param {Language} language
   */
  mark(problems, language) {
    for (const field of this.fields) {
      const own = this.#isLacking(field, problems) || field.isTyping ? [] : problems.filter(({ path }) => path === field.pointer);
      field.problem.textContent = own.map((problem) => problemText(problem, language)).join(" ");
      field.input.setAttribute("aria-invalid", String(own.length > 0));
      field.input.setAttribute("aria-describedby", own.length > 0 ? `${field.spec.word}-hint ${field.spec.word}-problem` : `${field.spec.word}-hint`);
    }
  }

  /** Nobody is typing any more: what is wrong may be said. */
  settle() {
    for (const field of this.fields) field.isTyping = false;
  }

  /**
   * The labels of the fields without which there is no estimate and that are still empty.
   *
   * @param {readonly Problem[]} problems
   */
  lacking(problems) {
    return this.fields.filter((field) => this.#isLacking(field, problems)).map(({ label }) => label.textContent ?? "");
  }

  /** @param {Problem} problem whether it is of a field that is empty */
  isLacking(problem) {
    return this.fields.some((field) => this.#isLacking(field, [problem]));
  }

  /**
   * The field of a problem, where it has one: what it is called, and how to get there.
   *
   * @param {Problem} problem
   */
  place({ path }) {
    const field = this.fields.find(({ pointer, row }) => pointer === path && !row.hidden);
    return field && { label: field.label.textContent ?? "", go: () => field.input.focus() };
  }

  /** @param {Problem} problem whether it is of a field in which somebody is just typing */
  isTyping({ path }) {
    return this.fields.some((field) => field.isTyping && field.pointer === path);
  }

  /**
   * @param {Field} field
   * @param {readonly Problem[]} problems
   */
  #isLacking({ spec, pointer, input, row }, problems) {
    if (!spec.isRequired || row.hidden || input.value.trim() !== "") return false;
    return problems.some(({ code, path }) => (code === "required" || code === "emptyList") && (path === pointer || path === "" || pointer.startsWith(`${path}/`)));
  }
}

/**
 * What the text of a field says: nothing where it is empty. A count is a number to the engine; what is none stays a
 * text, about which the engine says what is wrong.
 *
 * @param {Spec} spec
 * @param {string} text
 */
function typed(spec, text) {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return spec.isCount && /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/**
 * @param {unknown} facts
 * @param {import("./facts.js").Path} path
 */
function isGiven(facts, path) {
  try {
    const value = path.reduce((part, key) => /** @type {any} */ (part)?.[key], facts);
    return value !== undefined && value !== null;
  } catch {
    return false;
  }
}
