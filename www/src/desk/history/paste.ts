import Papa from 'papaparse';
import { isIsoDate } from '../../dates';
import {
  blankEvent,
  blankInstallment,
  type EventKind,
  type EventRow,
  type InstallmentRow,
} from '../../history-draft';
import type { CellProblem } from '../../i18n/desk/history';
import { tidyAmount, tidyDate, tidyRate } from '../../tidy';

// Rows copied from a spreadsheet, read by their heads in Chinese or English. Spelling is made even and every change
// shown; a cell that cannot be read is told by row and column, and then nothing is taken over, so that no payment
// is lost in silence.

/** A cell by its place in what was pasted, as spreadsheets name it. */
export interface Place {
  readonly row: number;
  readonly column: string;
  readonly head: string;
}

export interface Changed extends Place {
  readonly from: string;
  readonly to: string;
}

export interface BadCell extends Place {
  readonly value: string;
  readonly problem: CellProblem;
}

export type Pasted = { readonly changed: readonly Changed[]; readonly bad: readonly BadCell[]; readonly totals: readonly number[] } & (
  | { readonly what: 'schedule'; readonly rows: readonly InstallmentRow[] }
  | { readonly what: 'events'; readonly rows: readonly EventRow[] }
);

const HEADS = {
  dueOn: ['到期日', '到期日期', '应还日', '应还日期', '應還日', '應還日期', '还款日', '還款日', 'due', 'dueon', 'duedate'],
  on: ['日期', '交易日', '交易日期', '入账日', '入帳日', '记账日', '記賬日', 'date', 'on', 'paidon', 'bookingdate', 'transactiondate'],
  principal: ['本金', '应还本金', '應還本金', '逾期本金', 'principal', 'overdueprincipal'],
  interest: ['利息', '应还利息', '應還利息', '逾期利息', 'interest', 'overdueinterest'],
  fees: ['费用', '費用', '手续费', '手續費', 'fees', 'fee'],
  kind: ['类型', '類型', '事项', '事項', '摘要', 'kind', 'type'],
  amount: ['金额', '金額', '发生额', '發生額', '收款金额', '收款金額', '还款金额', '還款金額', 'amount', 'paid', 'payment'],
  rate: ['利率', '年利率', '执行利率', '執行利率', 'rate', 'annualrate', 'rateayear', 'interestrate'],
} as const;

type Head = keyof typeof HEADS;

const KINDS: Readonly<Record<string, EventKind>> = {
  收款: 'payment',
  还款: 'payment',
  還款: 'payment',
  付款: 'payment',
  payment: 'payment',
  repayment: 'payment',
  利率变动: 'rate',
  利率變動: 'rate',
  利率调整: 'rate',
  利率調整: 'rate',
  调息: 'rate',
  調息: 'rate',
  rate: 'rate',
  changeofrate: 'rate',
  ratechange: 'rate',
  费用: 'fee',
  費用: 'fee',
  收取费用: 'fee',
  收取費用: 'fee',
  fee: 'fee',
  feecharged: 'fee',
  全部提前到期: 'acceleration',
  提前到期: 'acceleration',
  acceleration: 'acceleration',
  wholeloancalledin: 'acceleration',
};

/** Kinds that say more than a row of a spreadsheet does. */
const BY_HAND = new Set(['收款冲正', '收款沖正', '冲正', '沖正', 'reversal', 'paymentreversed', '减免', '減免', 'waiver', '暂停', '暫停', 'pause']);

const TOTALS = new Set(['合计', '合計', '总计', '總計', '小计', '小計', 'total', 'totals', 'subtotal', 'sum']);
const SCHEDULE_ORDER: readonly Head[] = ['dueOn', 'principal', 'interest', 'fees'];
const AMOUNT = /^\d{1,15}(\.\d{1,2})?$/;
const RATE = /^\d{1,3}(\.\d{1,8})?%$/;

export function readPaste(text: string): Pasted {
  const { data } = Papa.parse<string[]>(text.replace(/^﻿/, '').trimEnd(), { delimiter: delimiterOf(text) });
  const first = data.findIndex((cells) => cells.some((cell) => cell.trim() !== ''));
  const heads = (data[first] ?? []).map(headOf);
  const named = heads.some((head) => head !== null);
  const columns = named ? heads : SCHEDULE_ORDER;
  const reader = new Reader(columns, named ? (data[first] ?? []) : []);
  const begin = named ? first + 1 : Math.max(first, 0);
  return reader.read(data.slice(begin), begin + 1, columns.includes('dueOn') ? 'schedule' : 'events');
}

/** What spreadsheets put on the clipboard has tabs; a file may have commas, which then also stand in no amount. */
function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t';
  return text.split('\n', 1)[0]?.includes(';') ? ';' : ',';
}

/** `到期日（元）`, `Due date` → the column that it names. */
function headOf(cell: string): Head | null {
  const name = bare(cell.normalize('NFKC').replace(/\(.*\)/, ''));
  for (const [head, names] of Object.entries(HEADS)) {
    if ((names as readonly string[]).includes(name)) return head as Head;
  }
  return null;
}

function bare(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s:_-]/g, '');
}

class Reader {
  readonly #columns: readonly (Head | null)[];
  readonly #heads: readonly string[];
  readonly #changed: Changed[] = [];
  readonly #bad: BadCell[] = [];
  readonly #totals: number[] = [];

  constructor(columns: readonly (Head | null)[], heads: readonly string[]) {
    this.#columns = columns;
    this.#heads = heads;
  }

  read(data: readonly string[][], firstRow: number, what: Pasted['what']): Pasted {
    const needed: readonly Head[] = what === 'schedule' ? ['dueOn', 'principal', 'interest'] : ['on'];
    for (const head of needed) {
      if (!this.#columns.includes(head)) this.#bad.push({ row: 1, column: '', head, value: '', problem: 'noColumn' });
    }
    const filled = data
      .map((cells, index) => ({ cells, row: firstRow + index }))
      .filter(({ cells, row }) => cells.some((cell) => cell.trim() !== '') && !this.#isTotal(cells, row));
    if (filled.length === 0) this.#bad.push({ row: 1, column: 'A', head: '', value: '', problem: 'notAPaste' });
    const found = { changed: this.#changed, bad: this.#bad, totals: this.#totals };
    return what === 'schedule'
      ? { what, rows: filled.map(({ cells, row }) => this.#installment(cells, row)), ...found }
      : { what, rows: filled.map(({ cells, row }) => this.#event(cells, row)), ...found };
  }

  #isTotal(cells: readonly string[], row: number): boolean {
    const total = cells.some((cell) => TOTALS.has(bare(cell)));
    if (total) this.#totals.push(row);
    return total;
  }

  #installment(cells: readonly string[], row: number): InstallmentRow {
    return {
      ...blankInstallment(),
      dueOn: this.#cell(cells, row, 'dueOn', DATE),
      principal: this.#cell(cells, row, 'principal', MONEY),
      interest: this.#cell(cells, row, 'interest', MONEY),
      fees: this.#cell(cells, row, 'fees', { ...MONEY, mayBeEmpty: true }),
    };
  }

  #event(cells: readonly string[], row: number): EventRow {
    const kind = this.#kind(cells, row);
    const event = { ...blankEvent(kind), on: this.#cell(cells, row, 'on', DATE) };
    if (kind === 'acceleration') return event;
    if (kind === 'rate') return { ...event, rate: this.#cell(cells, row, 'rate', PERCENT).replace('%', '') };
    return { ...event, amount: this.#cell(cells, row, 'amount', MONEY) };
  }

  /** Without a column of kinds they are payments. */
  #kind(cells: readonly string[], row: number): EventKind {
    const text = this.#text(cells, 'kind');
    if (text === '') return 'payment';
    const kind = KINDS[bare(text)];
    if (kind === undefined) {
      const problem = BY_HAND.has(bare(text)) ? 'byHand' : 'notAKind';
      this.#bad.push({ ...this.#place(row, 'kind'), value: text, problem });
    }
    return kind ?? 'payment';
  }

  #cell(cells: readonly string[], row: number, head: Head, { tidy, isRight, problem, mayBeEmpty }: Content): string {
    const text = this.#text(cells, head);
    if (text === '') {
      const needed = mayBeEmpty !== true && this.#columns.includes(head);
      if (needed) this.#bad.push({ ...this.#place(row, head), value: '', problem: 'empty' });
      if (mayBeEmpty !== true && !needed) this.#missColumn(head);
      return '';
    }
    const to = tidy(text);
    if (!isRight(to)) this.#bad.push({ ...this.#place(row, head), value: text, problem });
    else if (to !== text) this.#changed.push({ ...this.#place(row, head), from: text, to });
    return to;
  }

  /** A column that only some rows need is missed once. */
  #missColumn(head: Head): void {
    if (this.#bad.some((cell) => cell.head === head && cell.problem === 'noColumn')) return;
    this.#bad.push({ row: 1, column: '', head, value: '', problem: 'noColumn' });
  }

  #text(cells: readonly string[], head: Head): string {
    return cells[this.#columns.indexOf(head)]?.trim() ?? '';
  }

  #place(row: number, head: Head): Place {
    const index = this.#columns.indexOf(head);
    return { row, column: columnName(index), head: this.#heads[index]?.trim() ?? '' };
  }
}

/** What a cell should hold. */
interface Content {
  readonly tidy: (text: string) => string;
  readonly isRight: (text: string) => boolean;
  readonly problem: CellProblem;
  readonly mayBeEmpty?: boolean;
}

const DATE: Content = { tidy: tidyDate, isRight: isIsoDate, problem: 'notADate' };
const MONEY: Content = { tidy: tidyAmount, isRight: (text) => AMOUNT.test(text), problem: 'notAnAmount' };
const PERCENT: Content = { tidy: tidyPercent, isRight: (text) => RATE.test(text), problem: 'notARate' };

/** `6` stands for 6 %; of `0.06` nobody can tell which it stands for. */
function tidyPercent(text: string): string {
  return /^0?\.\d+$/.test(text) ? text : tidyRate(text);
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`;
}
