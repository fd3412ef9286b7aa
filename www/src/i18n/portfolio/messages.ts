import type { ArrearFact, FieldPath } from '../../portfolio/fields';
import type { Encoding, Unreadable } from '../../portfolio/protocol';

type Text = string;
type Counted = (count: string) => Text;

/** The words of the portfolio. */
export interface PortfolioWords {
  heading: Text;
  intro: Text;
  private: Text;
  skip: Text;
  help: readonly [Text, Text, Text];
  file: {
    heading: Text; drop: Text; choose: Text; other: Text; hint: Text; reading: Text;
    name: (name: string) => Text; encodings: Record<Encoding, Text>; unreadable: Record<Unreadable, Text>;
    objects: Text; read: (name: string) => Text;
  };
  columns: {
    heading: Text; intro: Text; table: Text; column: Text; sample: Text; fact: Text; pass: Text;
    factOf: (column: string) => Text; passed: (list: string) => Text; none: Text;
    required: Record<'dueOn' | 'principal', Text>; doubled: (fact: string) => Text;
    preview: Text; general: Text; item: Counted; ofItem: (fact: string, item: string) => Text;
    unnamed: (number: string) => Text;
  };
  fields: Record<FieldPath, Text>;
  arrear: Record<ArrearFact, Text>;
  settings: {
    heading: Text; asOf: Text; asOfHint: Text; policy: Text; changed: Text;
    previous: Text; previousHint: Text; previousOpen: Text; previousIs: (name: string) => Text; previousDrop: Text; previousBad: Text;
  };
  run: {
    start: Text; again: Text; cancel: Text; working: Text; percent: (percent: string) => Text; cancelled: Text; done: (rows: string, bad: string) => Text;
    problems: Text; failed: Text; stale: Text; fix: Text;
  };
  summary: {
    heading: Text; assessed: Text; bad: Text; due: Text; dueUnknown: Counted; penalty: Text; compound: Text; waivable: Text;
    save: Text; saveName: (date: string) => Text; policy: (name: string, version: string) => Text;
  };
  indicators: {
    heading: Text; intro: Text; indicator: Text; rate: Text; target: Text; result: Text; recovery: (className: string) => Text; cost: Text;
    above: (rate: string) => Text; below: (rate: string) => Text; met: Text; notMet: Text; unknown: Text; noTarget: Text; missing: Text;
    collected: Text; overdue: Text; spent: Text; recoveryTable: Text; costTable: Text;
  };
  outcomes: { heading: Text; decision: Text; cases: Text; due: Text; decisions: Record<'waiver' | 'installments' | 'litigation' | 'agency', Text>; outcome: Text; none: Text };
  charts: {
    heading: Text; classes: Text; days: Text; amounts: Text; picture: (what: string) => Text; table: Text; band: Text;
    noClass: Text; notOverdue: Text; dayBand: (from: string, to: string) => Text; daysOver: (from: string) => Text;
    nothing: Text; amountBand: (from: string, below: string) => Text; amountFrom: (from: string) => Text; amountShort: (from: string) => Text; partUnknown: Counted; cases: Counted;
  };
  change: { heading: Text; on: (name: string) => Text; figure: Text; change: Text; assessed: Text; due: Text; count: (className: string) => Text; dueOf: (className: string) => Text; recovery: (className: string) => Text; cost: Text; unknown: Text };
  results: {
    heading: Text; id: Text; class: Text; days: Text; due: Text; line: Text; until: (word: string, date: string) => Text; most: (amount: string) => Text; periods: Counted;
    download: Text; fileName: (date: string) => Text; pages: Text; page: (page: string, pages: string) => Text; previous: Text; next: Text; shown: (from: string, to: string, all: string) => Text;
    notKnown: Text; badRow: Text; show: Text; all: Text; flipped: Text;
  };
  bad: { heading: Text; none: Text; intro: Counted; line: Text; column: Text; name: Text; id: Text; problem: Text; code: Text; download: Text; fileName: (date: string) => Text; wholeRow: Text };
  problems: Record<'quoteBroken' | 'cellCount' | 'required' | 'unknownField' | 'duplicateField' | 'notJson' | 'notOneOf' | 'wrongType' | 'outstandingBelowOverdue' | 'beforeDrawdown' | 'other', Text>;
  compare: {
    heading: Text; intro: Text; policy: Text; start: Text; rows: Counted; none: Text; decisions: Text; from: Text; to: Text; byClass: Text; class: Text; any: Text;
    first: Text; second: Text; difference: Text; download: Text; fileName: (date: string) => Text; look: Text;
  };
}
