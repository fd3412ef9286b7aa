/** An answer as nodes. Every figure and every reason in it is the engine's; nothing is computed here. */

import { explain, vocabulary } from "arrears:main";
import { capitalised, formatter, LOCALES } from "./format.js";
import { node, pairs } from "./nodes.js";
import { say } from "../words.js";
import { WORDS } from "./words.js";

/** @typedef {import("../types.js").Answer} Answer */
/** @typedef {import("../types.js").Decision} Decision */
/** @typedef {import("../words.js").Language} Language */
/** @typedef {{ language: Language, policy: unknown }} Setting */
/** @typedef {{ text(id: string): string[], heading(id: string): string, title: string }} Said */
/** @typedef {ReturnType<typeof formatter>} Formatter */
/** @typedef {readonly [string, string | HTMLElement]} Row */

const NOTHING = "0.00";

/**
 * @param {Answer} answer
 * @param {Setting} setting
 * @returns {Node[]}
 */
export function resultNodes(answer, setting) {
  const { language } = setting;
  const figures = formatter(language);
  const said = explained(answer, setting);
  const { names } = vocabulary();
  const locale = LOCALES[language];
  /** @type {(decision: Decision) => string} */
  const outcome = (decision) =>
    decision.outcome === "notYet"
      ? say(WORDS.notYet, language, [figures.date(decision.opensOn)])
      : capitalised(names.outcomes[decision.outcome][locale]);
  /** @type {(component: string) => string} */
  const component = (name) => capitalised(names.components[name]?.[locale] ?? name);
  /** @type {(id: string, decision: Decision, rows?: Row[]) => Node} */
  const decided = (id, decision, rows = []) =>
    node(
      "article",
      { class: "decision", part: "decision", "aria-labelledby": id },
      node("h3", {}, node("span", { id }, said.heading(id)), node("span", { class: `outcome ${decision.outcome}` }, outcome(decision))),
      ...(rows.length > 0 ? [pairs({}, rows)] : []),
      ...said.text(id).map((line) => node("p", {}, line)),
    );
  const { delinquency, escalation } = answer;
  const { class: level, daysPastDue } = delinquency;
  return [
    node("h2", { id: "result" }, said.title),
    pairs({ class: "key", part: "key" }, [
      [say(WORDS.estimatedTotal, language), amount(answer.due.total, figures, language)],
      [say(WORDS.dailyGrowth, language), amount(answer.due.dailyGrowth, figures, language)],
      [say(WORDS.overdue, language), say(daysPastDue === 1 ? WORDS.oneDay : WORDS.days, language, [figures.count(daysPastDue)])],
      [say(WORDS.class, language), level === null ? unknown(language) : capitalised(names.classes[level][locale])],
    ]),
    node("h3", {}, say(WORDS.parts, language)),
    pairs({ class: "parts", part: "parts" }, partRows(answer, { figures, language, component })),
    node(
      "div",
      { class: "decisions" },
      decided("waiver", answer.waiver),
      decided("installments", answer.installments, planRows(answer, figures, language)),
      decided("litigation", escalation.litigation),
      decided("agency", escalation.agency),
    ),
    ...listed(said.heading("missing"), said.text("missing")),
    node("div", { class: "quiet", part: "note" }, ...said.text("note").map((line) => node("p", {}, line)), node("p", {}, policyLine(answer, language))),
  ];
}

/**
 * What the engine says of each part, by its id; the facts that are missing are told in its longer version alone.
 *
 * @param {Answer} answer
 * @param {Setting} setting
 * @returns {Said}
 */
function explained(answer, { language, policy }) {
  /** @type {any} a policy that is none has been refused by `assess` already */
  const options = { locale: LOCALES[language], ...(policy === undefined || policy === null ? {} : { policy }) };
  const brief = explain(answer, options);
  const missing = explain(answer, { ...options, level: "checklist" }).sections.filter(({ id }) => id === "missing");
  const sections = new Map([...missing, ...brief.sections].map((section) => [String(section.id), section]));
  return { title: brief.title, heading: (id) => sections.get(id)?.heading ?? "", text: (id) => sections.get(id)?.lines ?? [] };
}

/**
 * @param {string | null} decimal
 * @param {Formatter} figures
 * @param {Language} language
 */
function amount(decimal, figures, language) {
  return decimal === null ? unknown(language) : figures.money(decimal);
}

/** @param {Language} language */
function unknown(language) {
  return node("span", { class: "unknown" }, say(WORDS.unknown, language));
}

/**
 * @param {Answer} answer
 * @param {{ figures: Formatter, language: Language, component: (name: string) => string }} words
 * @returns {Row[]}
 */
function partRows({ due }, { figures, language, component }) {
  /** @type {[string, string | null][]} */
  const amounts = [
    ["principal", due.principal],
    ["interest", due.interest],
    ["fees", due.fees],
    ["penalty", due.penalty],
    ["compound", due.compound],
    ["waived", due.waived],
  ];
  // Fees and waivers are entries of record: most loans have none, and a row of nothing says nothing.
  const shown = amounts.filter(([name, decimal]) => !(["fees", "waived"].includes(name) && decimal === NOTHING));
  return shown.map(([name, decimal]) => [component(name), amount(decimal, figures, language)]);
}

/**
 * @param {Answer} answer
 * @param {Formatter} figures
 * @param {Language} language
 * @returns {Row[]}
 */
function planRows({ installments }, figures, language) {
  const shortest = installments.options.find(({ periods }) => periods === installments.shortest);
  if (!shortest) return [];
  const { periods, payment, lastPayment } = shortest;
  return [
    [say(WORDS.shortest, language), say(periods === 1 ? WORDS.onePayment : WORDS.payments, language, [figures.count(periods)])],
    [say(WORDS.payment, language), figures.money(payment)],
    [say(WORDS.lastPayment, language), figures.money(lastPayment)],
  ];
}

/**
 * @param {Answer} answer
 * @param {Language} language
 */
function policyLine({ policy }, language) {
  return say(WORDS.policy, language, [policy.id, policy.version]);
}

/**
 * @param {string} heading
 * @param {readonly string[]} lines
 */
function listed(heading, lines) {
  if (lines.length === 0) return [];
  const items = lines.map((line) => node("li", {}, line));
  return [node("section", { part: "missing" }, node("h3", {}, heading), node("ul", {}, ...items))];
}

/** @typedef {{ text: string, label?: string, go?: () => void }} Wrong a problem, and the field to put it right in */

/**
 * What stands in place of an answer: what is lacking, what is to be corrected, or that there is no case yet.
 *
 * @param {{ lacking: readonly string[], wrong: readonly Wrong[], isEngine: boolean }} state
 * @param {Language} language
 * @returns {Node[]}
 */
export function emptyNodes({ lacking, wrong, isEngine }, language) {
  const heading = node("h2", { id: "result" }, say(WORDS.estimate, language));
  /** @type {(words: import("../words.js").Words, items: readonly Node[]) => Node[]} */
  const block = (words, items) =>
    items.length === 0 ? [] : [node("div", {}, node("p", {}, say(words, language)), node("ul", {}, ...items.map((item) => node("li", {}, item))))];
  const blocks = [
    ...block(WORDS.needed, lacking.map((label) => new Text(label))),
    ...block(isEngine ? WORDS.failed : WORDS.correct, wrong.map((one) => wrongNode(one, language))),
  ];
  return [heading, ...(blocks.length > 0 ? blocks : [node("p", {}, say(WORDS.noFacts, language))])];
}

/**
 * @param {Wrong} wrong
 * @param {Language} language
 */
function wrongNode({ text, label, go }, language) {
  if (!label) return new Text(text);
  const name = go ? node("button", { type: "button" }, label) : node("code", {}, label);
  if (go) name.addEventListener("click", go);
  return node("span", {}, name, language === 0 ? ": " : "：", text);
}

/**
 * The answer in one line, for those who hear the page.
 *
 * @param {Answer} answer
 * @param {Language} language
 */
export function saidLine({ due }, language) {
  return due.total === null ? say(WORDS.saidOpen, language) : say(WORDS.saidTotal, language, [formatter(language).money(due.total)]);
}
