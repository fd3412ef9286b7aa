/** The columns of results that the page shows, by their place in a row. */
export const AT = {
  id: 0,
  asOf: 1,
  class: 2,
  daysPastDue: 4,
  due: 5,
  waiver: 8,
  waiverMax: 9,
  installments: 10,
  shortest: 11,
  litigation: 12,
  litigationOpensOn: 13,
  agency: 14,
  agencyOpensOn: 15,
  line: 18,
  column: 19,
  problem: 20,
} as const;

export const DECISIONS = ['waiver', 'installments', 'litigation', 'agency'] as const;
export type DecisionName = (typeof DECISIONS)[number];
