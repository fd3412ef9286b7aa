import type { Field } from './facts';
import {
  type EventRow,
  type HistoryDraft,
  INSTALLMENT_TEXTS,
  type InstallmentRow,
  isBlankEvent,
  isBlankInstallment,
} from './history-draft';
import { historyLabels } from './i18n/history-labels';
import { tidyAmount, tidyDate, tidyRate } from './tidy';

// A history as typed, read into facts. Blank rows are left out; a row that was begun is sent as it is, and the
// engine says what it lacks.

type Fields = Map<string, Field>;

export function historyFieldId(key: string, name: string): string {
  return `${key}-${name}`;
}

export function historyOf({ drawdownOn, drawdownAmount, schedule, events }: HistoryDraft, fields: Fields): object {
  const installments = numbered(schedule).filter(({ row }) => !isBlankInstallment(row));
  const happened = numbered(events).filter(({ row }) => !isBlankEvent(row) || row.kind === 'acceleration');
  addHistoryFields({ drawdownOn, drawdownAmount, schedule, events }, installments.length === 0, fields);
  installments.forEach(({ row, number }, index) => addInstallment(fields, `/history/schedule/${index}`, row, number));
  happened.forEach(({ row, number }, index) => addEvent(fields, `/history/events/${index}`, row, number));
  const placeOf = new Map(happened.map(({ row }, index) => [row.key, index]));
  const history = {
    ...some('drawdown', { ...text('on', tidyDate(drawdownOn)), ...text('amount', tidyAmount(drawdownAmount)) }),
    ...(installments.length === 0 ? {} : { schedule: installments.map(({ row }) => installmentOf(row)) }),
    ...(happened.length === 0 ? {} : { events: happened.map(({ row }) => eventOf(row, placeOf)) }),
  };
  return { history };
}

function installmentOf({ dueOn, principal, interest, fees }: InstallmentRow): object {
  return {
    ...text('dueOn', tidyDate(dueOn)),
    ...text('principal', tidyAmount(principal)),
    ...text('interest', tidyAmount(interest)),
    ...text('fees', tidyAmount(fees)),
  };
}

function eventOf(row: EventRow, placeOf: ReadonlyMap<string, number>): object {
  const head = { ...text('on', tidyDate(row.on)), kind: row.kind };
  const amount = text('amount', tidyAmount(row.amount));
  switch (row.kind) {
    case 'payment':
      return { ...head, ...amount };
    case 'reversal': {
      const of = placeOf.get(row.of);
      return of === undefined ? head : { ...head, of };
    }
    case 'rate':
      return row.rate.trim() === '' ? head : { ...head, annualRate: tidyRate(row.rate) };
    case 'waiver':
      return { ...head, component: row.component, ...amount };
    case 'fee':
      return { ...head, ...amount, ...text('label', row.label.trim()) };
    case 'acceleration':
      return head;
    case 'pause':
      return { ...head, what: row.what, ...text('until', tidyDate(row.until)) };
  }
}

function addHistoryFields(draft: HistoryDraft, emptySchedule: boolean, fields: Fields): void {
  const { drawdownOn, drawdownAmount, schedule } = draft;
  const blank = (typed: string): boolean => typed.trim() === '';
  const on: Field = { id: 'drawdownOn', empty: blank(drawdownOn), label: (m) => historyLabels(m).drawdownOn };
  fields.set('/history', { ...on, empty: true });
  // Facts that neither a list nor a history gives are asked for under the name of the list.
  fields.set('/arrears', { ...on, empty: true });
  fields.set('/history/drawdown', on).set('/history/drawdown/on', on);
  fields.set('/history/drawdown/amount', {
    id: 'drawdownAmount',
    empty: blank(drawdownAmount),
    label: (m) => historyLabels(m).drawdownAmount,
  });
  const first = schedule[0];
  fields.set('/history/schedule', {
    id: first === undefined ? 'add-installment' : historyFieldId(first.key, 'dueOn'),
    empty: emptySchedule,
    label: (m) => historyLabels(m).schedule,
  });
  fields.set('/history/events', { id: 'add-event', empty: false, label: (m) => historyLabels(m).events });
}

function addInstallment(fields: Fields, pointer: string, row: InstallmentRow, number: string): void {
  for (const name of INSTALLMENT_TEXTS) {
    const field: Field = {
      id: historyFieldId(row.key, name),
      empty: row[name].trim() === '',
      label: (m) => historyLabels(m).ofInstallment(historyLabels(m).installment[name], number),
    };
    fields.set(`${pointer}/${name}`, field);
    if (name === 'dueOn') fields.set(pointer, field);
  }
}

const EVENT_FIELDS = {
  on: 'on',
  kind: 'kind',
  amount: 'amount',
  annualRate: 'rate',
  component: 'component',
  of: 'of',
  what: 'what',
  until: 'until',
  label: 'label',
} as const;

function addEvent(fields: Fields, pointer: string, row: EventRow, number: string): void {
  for (const [fact, name] of Object.entries(EVENT_FIELDS)) {
    const field: Field = {
      id: historyFieldId(row.key, name),
      empty: row[name].trim() === '',
      label: (m) => historyLabels(m).ofEvent(historyLabels(m).columns[name], number),
    };
    fields.set(`${pointer}/${fact}`, field);
    if (name === 'on') fields.set(pointer, field);
  }
}

function numbered<Row>(rows: readonly Row[]): { row: Row; number: string }[] {
  return rows.map((row, index) => ({ row, number: String(index + 1) }));
}

function text(name: string, value: string): object {
  return value === '' ? {} : { [name]: value };
}

function some(name: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}
