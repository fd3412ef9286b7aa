import { html, nothing, type TemplateResult } from 'lit-html';
import type { Step } from '../../frame/address';
import type { Screen } from '../screen';
import { keep } from './keep';
import { backLink, heading, steps } from './page';
import { policyLine } from './policy-line';

/** A page that the questions end on: why, where the limit is, and what can be done now. */
export interface Exit {
  readonly heading: string;
  readonly back: Step;
  readonly body?: TemplateResult | typeof nothing;
  readonly steps: readonly (string | TemplateResult | typeof nothing)[];
  /** Ways on from here. */
  readonly ways?: TemplateResult | typeof nothing;
  /** What is copied as text besides the heading and the steps. */
  readonly lines?: readonly string[];
}

export function exitPage(exit: Exit, screen: Screen): TemplateResult {
  const { w } = screen;
  return html`${backLink(exit.back, screen)} ${heading(exit.heading)} ${exit.body ?? nothing}
    <section class="inset" aria-labelledby="now-heading">
      <h2 id="now-heading">${w.exits.what}</h2>
      ${steps(exit.steps)} ${exit.ways ?? nothing}
    </section>
    ${keep(() => textOf(exit, w.estimate.notDecision), screen)} ${policyLine(screen)}`;
}

function textOf(exit: Exit, note: string): string {
  const said = exit.steps.filter((step) => typeof step === 'string');
  return [exit.heading, ...(exit.lines ?? []), ...said, note].join('\n');
}
