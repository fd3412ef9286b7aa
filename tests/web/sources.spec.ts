import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '../../www/src/i18n/en';
import { zhHans } from '../../www/src/i18n/zh-hans';
import { zhHant } from '../../www/src/i18n/zh-hant';
import { expect, test } from '@playwright/test';

const FOLDER = join(import.meta.dirname, '../../src/policy/builtin');

interface Source {
  readonly document: string;
  readonly clause: string;
  readonly reading?: string;
}

/** The sources of every clause of every built-in policy. */
function citedSources(): Source[] {
  const documents = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return documents.flatMap((name) => sourcesIn(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))));
}

function sourcesIn(value: unknown): Source[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'fact' in value && 'source' in value ? [value.source as Source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
}

for (const [language, { sources }] of Object.entries({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })) {
  test(`every source of a built-in clause has words in ${language}`, () => {
    const cited = citedSources();
    expect(cited.length).toBeGreaterThan(10);
    const wordless = cited.flatMap(({ document, clause, reading }) => [
      ...(Object.hasOwn(sources.documents, document) ? [] : [document]),
      ...(Object.hasOwn(sources.places, clause) ? [] : [clause]),
      ...(reading === undefined || Object.hasOwn(sources.readings, reading) ? [] : [reading]),
    ]);
    expect([...new Set(wordless)]).toEqual([]);
  });
}
