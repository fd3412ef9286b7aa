import { AT, DECISIONS } from '../result-columns';
import type { Flips } from '../protocol';
import type { Results } from './results';

/** What a second policy decides otherwise: cases are counted, amounts are left to the engine. */
export function flipsBetween(first: Results, second: Results): { flips: Flips; rows: number[] } {
  const rows: number[] = [];
  const moves = new Map<string, Map<string, number>>(DECISIONS.map((name) => [name, new Map()]));
  const classes = new Map<string, { count: number; byDecision: Record<string, number> }>();
  const others = second.each();
  let number = -1;
  for (const before of first.each()) {
    number += 1;
    const after = others.next().value as readonly string[] | undefined;
    if (after === undefined || !isAssessed(before) || !isAssessed(after)) continue;
    const name = before[AT.class] ?? '';
    const inClass = classes.get(name) ?? { count: 0, byDecision: {} };
    classes.set(name, inClass);
    const turned = DECISIONS.filter((decision) => before[AT[decision]] !== after[AT[decision]]);
    if (turned.length === 0) continue;
    rows.push(number);
    inClass.count += 1;
    for (const decision of turned) {
      inClass.byDecision[decision] = (inClass.byDecision[decision] ?? 0) + 1;
      const key = `${before[AT[decision]]} ${after[AT[decision]]}`;
      const counts = moves.get(decision);
      counts?.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const decisions = Object.fromEntries([...moves].map(([name, counts]) => [name, [...counts].map(([key, count]) => move(key, count))]));
  return { flips: { rows: rows.length, decisions, classes: [...classes].map(([name, counts]) => ({ class: name, ...counts })) }, rows };
}

function move(key: string, count: number): { from: string; to: string; count: number } {
  const [from = '', to = ''] = key.split(' ');
  return { from, to, count };
}

function isAssessed(cells: readonly string[]): boolean {
  return (cells[AT.problem] ?? '') === '';
}
