/**
 * `<arrears-calculator>`: what one overdue loan owes and what may be done about it, on any page. Importing this
 * registers the element; where there is no document, as on a server, it does nothing.
 */

import { ArrearsError, assess } from "arrears:main";
import { Form } from "./element/form.js";
import { LOCALES, problemText } from "./element/format.js";
import { withFact } from "./element/facts.js";
import { node } from "./element/nodes.js";
import { emptyNodes, resultNodes, saidLine } from "./element/result.js";
import { STYLE } from "./element/style.js";
import { WORDS } from "./element/words.js";
import { languageOf, say } from "./words.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Problem} Problem */

export const TAG = "arrears-calculator";

/** How long after the last key the result is read out, and what is half typed may be called wrong. */
const SETTLE_MS = 800;
/** Properties that a page may have set before the element was defined. */
const EARLY = /** @type {const} */ (["facts", "policy", "locale", "editable"]);

/** On a server there is nothing to extend, and nobody makes one. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

export class ArrearsCalculator extends Base {
  /** @type {any} */
  #facts = undefined;
  /** @type {any} */
  #policy = undefined;
  /** @type {Answer | undefined} */
  #answer = undefined;
  /** @type {readonly Problem[]} */
  #problems = [];
  #isEngine = false;
  #isDue = true;
  #isPlanned = false;
  #isTold = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;
  #form = /** @type {Form | undefined} */ (undefined);
  #parts = /** @type {ReturnType<typeof skeleton> | undefined} */ (undefined);

  static get observedAttributes() {
    return ["locale", "editable"];
  }

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.#takeEarly();
  }

  /** An element that stood on the page before it was defined has its properties as its own, in front of these here. */
  #takeEarly() {
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of EARLY) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }

  get facts() {
    return this.#facts;
  }

  set facts(facts) {
    this.#facts = facts;
    this.#form?.show(facts);
    this.#change();
  }

  get policy() {
    return this.#policy;
  }

  set policy(policy) {
    this.#policy = policy;
    this.#change();
  }

  /** The answer to the facts as they are now. */
  get answer() {
    this.#work();
    return this.#answer;
  }

  /** What is wrong with the facts as they are now; empty when there is an answer. */
  get problems() {
    this.#work();
    return this.#problems;
  }

  get locale() {
    return LOCALES[this.#language()];
  }

  set locale(locale) {
    if (locale === undefined || locale === null) this.removeAttribute("locale");
    else this.setAttribute("locale", locale);
  }

  get editable() {
    return this.hasAttribute("editable");
  }

  set editable(editable) {
    this.toggleAttribute("editable", Boolean(editable));
  }

  #language() {
    const tag = this.getAttribute("locale");
    return tag === null || tag === "" ? 1 : languageOf(tag);
  }

  connectedCallback() {
    this.#parts ??= skeleton(/** @type {ShadowRoot} */ (this.shadowRoot));
    this.#plan();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  /** A sheet belongs to one document, and is left behind by an element that goes to another. */
  adoptedCallback() {
    dress(/** @type {ShadowRoot} */ (this.shadowRoot));
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} now
   */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    // Problems come in words, so those of another language are others; figures and outcomes are the same.
    if (name === "locale" && this.#problems.length > 0) this.#change();
    // A form says what it needs, where without one there is nothing to say of no facts.
    if (name === "editable") this.#isDue = true;
    this.#plan();
  }

  /** Facts or policy are others: the answer is to be worked out, told and shown. */
  #change() {
    this.#isDue = true;
    this.#isTold = false;
    this.#plan();
  }

  /** Several changes in a row are one. */
  #plan() {
    if (this.#isPlanned || !this.isConnected) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.isConnected) this.#update();
    });
  }

  #update() {
    this.#work();
    this.#render();
    if (this.#isTold) return;
    this.#isTold = true;
    if (this.#answer) this.#tell("answer", this.#answer);
    else if (this.#problems.length > 0) this.#tell("problems", this.#problems);
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #work() {
    if (!this.#isDue) return;
    this.#isDue = false;
    this.#answer = undefined;
    this.#problems = [];
    this.#isEngine = false;
    if (this.#isBlank()) return;
    try {
      this.#answer = assess(this.#facts ?? {}, { policy: this.#policy, locale: this.locale });
    } catch (error) {
      if (!(error instanceof ArrearsError)) throw error;
      this.#problems = error.problems;
      this.#isEngine = error.code === "engine";
    }
  }

  /** Nothing is known and nothing is asked: that is no problem. A form, though, says what it needs. */
  #isBlank() {
    return (this.#facts === undefined || this.#facts === null) && !this.editable;
  }

  #render() {
    const parts = this.#parts;
    if (!parts) return;
    const language = this.#language();
    parts.root.lang = LOCALES[language];
    this.#renderForm(parts.root);
    const form = this.#form;
    form?.say(language);
    form?.mark(this.#problems, language);
    parts.result.replaceChildren(...(this.#answer ? resultNodes(this.#answer, { language, policy: this.#policy }) : this.#emptyNodes()));
    clearTimeout(this.#timer);
    if (form) this.#timer = setTimeout(() => this.#settle(), SETTLE_MS);
    else parts.said.textContent = "";
  }

  #emptyNodes() {
    const form = this.#form;
    const language = this.#language();
    const problems = this.#problems.filter((problem) => !form?.isLacking(problem) && !form?.isTyping(problem));
    const wrong = problems.map((problem) => ({
      text: problemText(problem, language),
      ...(this.#isEngine ? {} : form?.place(problem) ?? { label: problem.path }),
    }));
    return emptyNodes({ lacking: form?.lacking(this.#problems) ?? [], wrong, isEngine: this.#isEngine }, language);
  }

  /** @param {HTMLElement} root */
  #renderForm(root) {
    if (this.editable === (this.#form !== undefined)) return;
    this.#form?.node.remove();
    this.#form = undefined;
    if (this.editable) {
      this.#form = new Form((path, value) => this.#typed(path, value));
      this.#form.show(this.#facts);
      root.prepend(this.#form.node);
    }
  }

  /**
   * @param {import("./element/facts.js").Path} path
   * @param {unknown} value
   */
  #typed(path, value) {
    this.#facts = withFact(this.#facts, path, value);
    this.#change();
  }

  /** Some time after the last key: what is wrong is said at its field, and the result is read out. */
  #settle() {
    const [form, parts, language] = [this.#form, this.#parts, this.#language()];
    if (!form || !parts) return;
    form.settle();
    form.mark(this.#problems, language);
    if (!this.#answer) parts.result.replaceChildren(...this.#emptyNodes());
    const wrong = this.#problems.filter((problem) => !form.isLacking(problem)).length;
    const said = this.#answer ? saidLine(this.#answer, language) : wrong > 0 ? say(WORDS.saidProblems, language, [wrong]) : "";
    if (parts.said.textContent !== said) parts.said.textContent = said;
  }
}

/**
 * What every element has, from the first time that it stands on a page.
 *
 * @param {ShadowRoot} shadow
 */
function skeleton(shadow) {
  const result = node("section", { class: "result", part: "result", "aria-labelledby": "result" });
  const said = node("p", { class: "said", role: "status" });
  const root = node("div", { class: "root", part: "root" }, result, said);
  shadow.append(root);
  dress(shadow);
  return { root, result, said };
}

/** One sheet a document, however many elements there are. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {ShadowRoot} shadow */
function dress(shadow) {
  const page = shadow.ownerDocument;
  const Sheet = page.defaultView?.CSSStyleSheet;
  // Documents without a window, and simulated ones of tests, have no sheets to adopt.
  if (!Sheet?.prototype.replaceSync || !("adoptedStyleSheets" in shadow)) return;
  const sheet = sheets.get(page) ?? new Sheet();
  if (!sheets.has(page)) sheet.replaceSync(STYLE);
  sheets.set(page, sheet);
  shadow.adoptedStyleSheets = [sheet];
}

if (globalThis.customElements && !customElements.get(TAG)) customElements.define(TAG, ArrearsCalculator);
