import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../www/src/i18n/en';
import { zhHans } from '../../www/src/i18n/zh-hans';
import { zhHant } from '../../www/src/i18n/zh-hant';
import { expect, test } from '@playwright/test';

const FOLDER = join(import.meta.dirname, '../../src/policy/builtin');

/** The sections of a policy whose clauses the page shows. */
const SHOWN = ['delinquency', 'waiver', 'installment', 'escalation'] as const;

interface Clause {
  readonly fact: string;
  readonly source: Source;
}

interface Source {
  readonly document: string;
  readonly clause: string;
  readonly reading?: string;
}

/** The policies that ship; tables and labels stand beside them. */
function builtinPolicies(): Record<string, unknown>[] {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith('cn-') && name.endsWith('.json'));
  return names.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Record<string, unknown>);
}

/** Every clause of every built-in policy that can come onto the screen. */
function shownClauses(): Clause[] {
  return builtinPolicies().flatMap((policy) => SHOWN.flatMap((section) => clausesIn(policy[section])));
}

function clausesIn(value: unknown): Clause[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'fact' in value && 'source' in value ? [value as Clause] : [];
  return [...own, ...Object.values(value).flatMap(clausesIn)];
}

/** What the key dates and the next actions name as their source: the place and its document. */
function datedSources(): Source[] {
  return builtinPolicies().flatMap((policy) => {
    const { classes, classesByAmount, riskTiers } = policy['delinquency'] as Record<string, unknown>;
    const { stages, confirmDeliveryWorkingDays } = policy['contact'] as Record<string, unknown>;
    const { firstPaymentMonths } = policy['installment'] as Record<string, unknown>;
    const authority = (policy['authority'] as readonly { readonly source: Source }[]).map(({ source }) => ({ source }));
    const { reminders, limitation } = policy;
    return sourcesIn([classes, classesByAmount, riskTiers, stages, confirmDeliveryWorkingDays, firstPaymentMonths, authority, reminders, limitation]);
  });
}

function sourcesIn(value: unknown): Source[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('document' in value && 'clause' in value) return [value as Source];
  return Object.values(value).flatMap(sourcesIn);
}

for (const [language, { facts, sources }] of Object.entries({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })) {
  test(`every built-in clause has words for its fact and its source in ${language}`, () => {
    const clauses = shownClauses();
    expect(clauses.length).toBeGreaterThan(20);
    const wordless = clauses.flatMap(({ fact, source: { document, clause, reading } }) => [
      ...(Object.hasOwn(facts, fact) ? [] : [fact]),
      ...(Object.hasOwn(sources.documents, document) ? [] : [document]),
      ...(Object.hasOwn(sources.places, clause) ? [] : [clause]),
      ...(reading === undefined || Object.hasOwn(sources.readings, reading) ? [] : [reading]),
    ]);
    expect([...new Set(wordless)]).toEqual([]);
  });

  test(`every source of a key date or an action has words in ${language}`, () => {
    const dated = datedSources();
    expect(dated.length).toBeGreaterThan(50);
    const wordless = dated.flatMap(({ document, clause }) => [
      ...(Object.hasOwn(sources.documents, document) ? [] : [document]),
      ...(Object.hasOwn(sources.places, clause) ? [] : [clause]),
    ]);
    expect([...new Set(wordless)]).toEqual([]);
  });
}
