/**
 * `<arrears-calculator>`: what one overdue loan owes and what may be done about it, as an element for any page.
 * Importing this registers it; on a server, where there is nothing to register it with, the import does nothing.
 *
 * These declarations need no DOM library; where there is one, `document.createElement("arrears-calculator")` is typed.
 */
import type { Answer, Facts, Locale, Maybe, Policy, Problem } from "./types.js";

/** The name of the element. */
export declare const TAG: "arrears-calculator";

/** An event of the element; it bubbles, also out of the shadow roots of others. */
export interface CalculatorEvent<Detail> {
  readonly type: string;
  readonly detail: Detail;
}

/** The events of the element, by name. */
export interface CalculatorEvents {
  /** There is an answer to new facts, or by a new policy. */
  answer: CalculatorEvent<Answer>;
  /** There is none, because of these. */
  problems: CalculatorEvent<readonly Problem[]>;
}

/** The element, without what every element of HTML has. */
export declare class ArrearsCalculator {
  /** The case. Set an object of its own to change it: what changes inside the one that was set is not seen. */
  get facts(): Facts | undefined;
  set facts(facts: Maybe<Facts>);
  /** An id of a built-in policy or a compiled policy; `"cn-bank-loan"` when absent. */
  get policy(): string | Policy | undefined;
  set policy(policy: Maybe<string | Policy>);
  /** The answer to the facts as they are; absent where there are none, or problems. */
  readonly answer: Answer | undefined;
  /** What is wrong with the facts as they are; empty where nothing is. */
  readonly problems: readonly Problem[];
  /** The language that is shown, as the attribute of this name asks for it; simplified Chinese where it is absent. */
  get locale(): Locale;
  set locale(locale: Maybe<Locale | (string & {})>);
  /** Whether the facts can be changed in a form, as the attribute of this name says. */
  editable: boolean;
  /** Listens to an answer or to problems. */
  addEventListener<Name extends keyof CalculatorEvents>(name: Name, listener: (event: CalculatorEvents[Name]) => void): void;
}

declare global {
  /** Whatever the DOM's library says of it, where there is one. */
  interface HTMLElement {}
  interface HTMLElementTagNameMap {
    "arrears-calculator": ArrearsCalculator & HTMLElement;
  }
}
