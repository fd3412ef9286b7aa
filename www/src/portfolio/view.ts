import type { PortfolioWords } from '../i18n/portfolio/messages';
import type { PolicyId } from '../i18n/messages';
import type { View } from '../view';
import { arrearOf, type FieldPath } from './fields';
import type { Portfolio } from './portfolio';
import { CHANGED, type PolicyKey, type PortfolioState } from './state';

/** What the parts of the portfolio are given. */
export interface PortfolioView extends View {
  readonly words: PortfolioWords;
  readonly portfolio: Portfolio;
  readonly at: PortfolioState;
}

/** The words for a fact by its path. */
export function factName(path: string, { words, f }: PortfolioView): string {
  const arrear = arrearOf(path);
  if (arrear === null) return words.fields[path as FieldPath];
  const name = words.arrear[arrear.fact];
  return arrear.index === 0 ? name : words.columns.ofItem(name, f.count(arrear.index + 1));
}

/** The policies to choose from: those that ship, and the changed one while there is one. */
export function policyChoices({ m, state, words }: PortfolioView): readonly { readonly key: PolicyKey; readonly name: string }[] {
  const builtin = (Object.keys(m.policies) as PolicyId[]).map((id) => ({ key: id, name: m.policies[id] }));
  return state.changedPolicy === null ? builtin : [...builtin, { key: CHANGED, name: words.settings.changed }];
}

export function className(name: string | null, { m, words }: PortfolioView): string {
  return name !== null && Object.hasOwn(m.classes, name) ? m.classes[name as keyof typeof m.classes] : words.charts.noClass;
}

/** A rate, or that it cannot be told. */
export function rateText(rate: string | null, { f, words }: PortfolioView): string {
  return rate === null ? words.indicators.unknown : f.percent(rate);
}

/** The words for what is wrong with a row, by the engine's code. */
export function problemWords(code: string, { words, m }: PortfolioView): string {
  const table: Readonly<Record<string, string>> = { ...m.problems, ...words.problems };
  return table[code] ?? words.problems.other;
}
