import type { Answer } from 'arrears';
import { formatFor } from './format';
import { messagesFor } from './i18n/index';
import { policyMarkText } from './i18n/policy-mark';
import { outcomeText } from './outcome';
import type { State } from './state';

/** What the live region says once typing has paused: the four conclusions in a few words. */
export function summaryOf(state: State): string {
  const m = messagesFor(state.locale);
  switch (state.shown.kind) {
    case 'answer':
      return conclusionsOf(state, state.shown.answer);
    case 'problems':
      return `${m.announced.problems(String(state.shown.problemCount))}${m.sentenceEnd}`;
    case 'failed':
      return m.engine.failed;
    case 'waiting':
      return m.engine.starting;
  }
}

function conclusionsOf(state: State, answer: Answer): string {
  const m = messagesFor(state.locale);
  const f = formatFor(state.locale);
  const { total } = answer.due;
  const said = [
    ...(state.changedPolicy === null ? [] : [policyMarkText(state.locale)]),
    total === null ? m.announced.dueMissing : m.announced.due(f.money(total)),
    `${m.conclusions.waiver}${m.separator}${outcomeText(answer.waiver, m, f)}`,
    `${m.conclusions.installments}${m.separator}${outcomeText(answer.installments, m, f)}`,
    `${m.conclusions.litigation}${m.separator}${outcomeText(answer.escalation.litigation, m, f)}`,
    `${m.conclusions.agency}${m.separator}${outcomeText(answer.escalation.agency, m, f)}`,
  ];
  return said.map((part) => `${part}${m.sentenceEnd}`).join('');
}
