import type { Clause, JsonValue, PolicyEntry, Vocabulary, Words } from 'arrears';
import { policyWords, type PolicyKey, type PolicyValue } from '../../i18n/desk/policy';
import { clauseCondition, factLabel } from '../../outcome';
import type { DeskView } from '../desk';

/** Values that are shares; they are written as decimals. */
const SHARES = /^\/(penalty\/(markup|misuseMarkup)|waiver\/shareMax|restructure\/extensionShareMax|indicators\/.*)/;
const DECIMAL = /^\d+(\.\d+)?$/;

/** The groups of names whose members stand in policies, each a closed list. */
const GROUPS = ['roles', 'dayCounts', 'roundings', 'planInterests', 'allocationWalks', 'excessRules', 'classes', 'riskTiers', 'channels', 'actions', 'contactOutcomes', 'methods', 'paymentComponents'] as const;
/** Those of which a value may become any other. */
const CHOICES = ['roles', 'dayCounts', 'roundings', 'allocationWalks', 'excessRules'] as const;

type Named = Readonly<Record<string, Words>>;

/** What a clause says, in words. */
export function entryText({ pointer, value }: PolicyEntry, view: DeskView): string {
  if (isClause(value)) {
    return `${factLabel(value.fact, view.m)} ${clauseCondition(value, view.m, view.f)}`;
  }
  return valueText(value, pointer, view);
}

function valueText(value: JsonValue, pointer: string, view: DeskView): string {
  const { m, f, state } = view;
  if (value === null) return policyWords(state.locale).notThere;
  if (typeof value === 'boolean') return value ? m.form.yes : m.form.no;
  if (Array.isArray(value)) return value.map((each) => valueText(each, pointer, view)).join(listMark(view));
  if (typeof value === 'object') return partsText(value, pointer, view);
  const text = String(value);
  if (SHARES.test(pointer) && DECIMAL.test(text)) return f.percent(text);
  const { values } = policyWords(state.locale);
  return nameOf(text, view) ?? (Object.hasOwn(values, text) ? values[text as PolicyValue] : text);
}

function partsText(value: { [key: string]: JsonValue }, pointer: string, view: DeskView): string {
  const parts = Object.entries(value).filter(([key]) => key !== 'id');
  if (parts.length === 0) return String(value['id'] ?? '');
  return parts
    .map(([key, each]) => `${keyText(key, view)}${view.m.separator}${valueText(each, pointer, view)}`)
    .join(view.m.clauses.also);
}

function listMark({ state }: DeskView): string {
  return state.locale === 'en' ? ', ' : '、';
}

export function keyText(key: string, { state }: DeskView): string {
  const { keys } = policyWords(state.locale);
  return Object.hasOwn(keys, key) ? keys[key as PolicyKey] : key;
}

/** The word for a name of one of the engine's closed lists. */
function nameOf(name: string, view: DeskView): string | undefined {
  const names = view.asking.value('vocabulary', null);
  if (names === null) return undefined;
  for (const group of GROUPS) {
    const words = (names[group] as Named)[name];
    if (words !== undefined) return words[view.state.locale];
  }
  return undefined;
}

/** What a value may be instead, where the engine has a closed list for it. */
export function choicesFor(value: string, names: Vocabulary['names'] | null): Named | null {
  if (names === null) return null;
  const group = CHOICES.find((each) => Object.hasOwn(names[each], value));
  return group === undefined ? null : (names[group] as Named);
}

function isClause(value: JsonValue): value is JsonValue & Clause {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value && 'threshold' in value;
}
