import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

// What is written for people who host the page says the same as what the page is tested with.

const ROOT = join(import.meta.dirname, '../..');
const { rules } = JSON.parse(readFileSync(join(ROOT, 'xtask/headers.json'), 'utf8')) as {
  rules: { for: string; headers: Record<string, string> }[];
};
const text = readFileSync(join(ROOT, 'docs/hosting.md'), 'utf8');
const general = rules[0]?.headers ?? {};
const [nginx = '', plain = ''] = [...text.matchAll(/```(?:nginx)?\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');

test('three kinds of files have headers', () => {
  expect(rules.map((rule) => rule.for)).toEqual(['/**', '/**/engine-worker*.js', '/**/service-worker.js']);
});

test('the places of nginx send what the page is tested with', () => {
  const places = [...nginx.matchAll(/location (.*?) \{\n([\s\S]*?)\n {2}\}/g)];
  expect(places.map(([, place]) => place)).toEqual(['/', '~ /engine-worker[^/]*\\.js$', '~ /service-worker\\.js$']);
  places.forEach(([, place, body = ''], index) => {
    const sent = Object.fromEntries([...body.matchAll(/add_header (\S+) "(.*)" always;/g)].map(([, name, value]) => [name, value]));
    expect(sent, place).toEqual({ ...general, ...rules[index]?.headers });
  });
});

test('the file of static hosts sends what the page is tested with', () => {
  const places = plain.trim().split('\n\n').map((place) => place.split('\n'));
  expect(places.map(([path]) => path)).toEqual(['/*', '/assets/engine-worker-*', '/service-worker.js']);
  places.forEach(([path, ...lines], index) => {
    const sent = lines.filter((line) => !line.startsWith('  ! ')).map((line) => line.trim().split(/: (.*)/s).slice(0, 2));
    expect(Object.fromEntries(sent), path).toEqual(rules[index]?.headers);
    const taken = lines.filter((line) => line.startsWith('  ! ')).map((line) => line.slice(4));
    expect(taken, path).toEqual(index === 0 ? [] : Object.keys(rules[index]?.headers ?? {}));
  });
});
