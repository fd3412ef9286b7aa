import type { Decision, Outcome } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { outcomeText } from '../outcome';
import type { View } from '../view';
import { icon, type IconName } from './icons';

const ICONS: Record<Outcome, IconName> = {
  yes: 'check',
  no: 'cross',
  notYet: 'clock',
  undetermined: 'question',
  refer: 'person',
};

/** The outcome word of a decision. */
export function outcomeChip(decision: Decision, { m, f }: View): TemplateResult {
  return chip(decision.outcome, outcomeText(decision, m, f));
}

/** A word with its mark; the mark differs in shape too, never in colour alone. */
export function chip(tone: Outcome, text: string): TemplateResult {
  return html`<span class="chip chip-${tone}">${icon(ICONS[tone])}<span>${text}</span></span>`;
}
