import type { Facts } from 'arrears';
import { type Draft, isBlankArrear, isBlankLogRow, type Known, type LogRow } from './draft';
import { historyOf } from './history-facts';
import { planOf } from './plan-facts';
import type { Messages, TypedProblem } from './i18n/messages';
import { isTime, tidyAmount, tidyCount, tidyDate, tidyRate, tidyTime } from './tidy';

/** The id of a field's control on the page. */
export type FieldId = string;

/** A place in the form that a JSON pointer of the engine leads to. */
export interface Field {
  readonly id: FieldId;
  readonly empty: boolean;
  /** What every problem here comes to, where the engine sees more than this one field. */
  readonly problem?: TypedProblem;
  label(messages: Messages): string;
}

/** The facts of a draft, with the way back from the engine's pointers to the form. */
export interface Reading {
  readonly facts: Facts;
  fieldAt(pointer: string): Field | null;
}

/** Reads a draft into facts. What is blank is left out: unknown, never zero. */
export function read(draft: Draft): Reading {
  const fields = new Map<string, Field>();
  const plan = planOf(draft.plan, draft.debt, fields);
  const facts = {
    ...text('asOf', tidyDate(draft.asOf)),
    ...nested('loan', { ...(draft.annualRate.trim() === '' ? {} : { annualRate: tidyRate(draft.annualRate) }), ...plan.loan }),
    ...text('waived', tidyAmount(draft.waived)),
    ...(draft.debt === 'history' ? historyOf(draft.history, fields) : arrearsOf(draft, fields)),
    ...nested('borrower', { ...borrowerOf(draft), ...plan.borrower }),
    ...contactsOf(draft, fields),
    ...plan.plan,
  };
  addSingleFields(draft, fields);
  // The typed texts may be anything; the engine is what validates them.
  return { facts: facts as unknown as Facts, fieldAt: (pointer) => nearest(fields, pointer) };
}

export function arrearFieldId(key: string, name: string): FieldId {
  return `${key}-${name}`;
}

export function logFieldId(key: string, name: string): FieldId {
  return `${key}-${name}`;
}

function arrearsOf(draft: Draft, fields: Map<string, Field>): object {
  const rows = draft.arrears.map((row, index) => ({ row, number: index + 1 }));
  const sent = rows.filter(({ row }) => !isBlankArrear(row));
  sent.forEach(({ row, number }, index) => {
    for (const name of ['dueOn', 'principal', 'interest', 'fees'] as const) {
      fields.set(`/arrears/${index}/${name}`, {
        id: arrearFieldId(row.key, name),
        empty: row[name].trim() === '',
        label: (m) => m.form.ofArrear(m.form[name], String(number)),
      });
    }
    fields.set(`/arrears/${index}`, {
      id: arrearFieldId(row.key, 'interest'),
      empty: false,
      label: (m) => m.form.arrear(String(number)),
    });
  });
  const first = draft.arrears[0];
  fields.set('/arrears', {
    id: first === undefined ? 'add-arrear' : arrearFieldId(first.key, 'dueOn'),
    empty: sent.length === 0,
    label: (m) => m.form.arrears,
  });
  if (sent.length === 0) return {};
  return {
    arrears: sent.map(({ row }) => ({
      ...text('dueOn', tidyDate(row.dueOn)),
      ...text('principal', tidyAmount(row.principal)),
      ...text('interest', tidyAmount(row.interest)),
      ...text('fees', tidyAmount(row.fees)),
    })),
  };
}

function borrowerOf(draft: Draft): object {
  return {
    ...text('monthlyIncome', tidyAmount(draft.monthlyIncome)),
    ...known('firstArrear', draft.firstArrear),
    ...known('cameForward', draft.cameForward),
    ...known('refusedToPay', draft.refusedToPay),
    ...(draft.contactsMode === 'count' ? text('lastReachedOn', tidyDate(draft.lastReachedOn)) : {}),
  };
}

function contactsOf(draft: Draft, fields: Map<string, Field>): object {
  if (draft.contactsMode === 'log') return logOf(draft, fields);
  const field: Field = {
    id: 'failedAttempts',
    empty: draft.failedAttempts.trim() === '',
    label: (m) => m.form.failedAttempts,
  };
  fields.set('/contacts', field).set('/contacts/failedAttempts', field);
  fields.set('/contacts/log', { id: 'contactsMode', empty: true, label: (m) => m.form.log });
  return field.empty ? {} : { contacts: { failedAttempts: tidyCount(draft.failedAttempts) } };
}

function logOf(draft: Draft, fields: Map<string, Field>): object {
  const rows = draft.log.map((row, index) => ({ row, number: index + 1 }));
  const sent = rows.filter(({ row }) => !isBlankLogRow(row));
  sent.forEach(({ row, number }, index) => addLogFields(fields, `/contacts/log/${index}`, row, String(number)));
  const group: Field = { id: 'add-contact', empty: sent.length === 0, label: (m) => m.form.log };
  fields.set('/contacts', group).set('/contacts/log', group);
  // An empty log would claim that nobody ever tried; nothing entered yet is not known.
  if (sent.length === 0) return {};
  return {
    contacts: {
      log: sent.map(({ row }) => ({
        ...text('at', momentOf(row)),
        channel: row.channel,
        party: row.party,
        ...(row.outcome === '' ? {} : { outcome: row.outcome }),
      })),
    },
  };
}

/** Day and time of day are one fact; without its day, a time says nothing. */
function momentOf(row: LogRow): string {
  const day = tidyDate(row.at);
  return day === '' || row.time.trim() === '' ? day : `${day}T${tidyTime(row.time)}`;
}

function addLogFields(fields: Map<string, Field>, pointer: string, row: LogRow, number: string): void {
  addOwnFields(fields, pointer, row, number);
  const time = tidyTime(row.time);
  if (row.at.trim() === '' || time === '' || isTime(time)) return;
  fields.set(`${pointer}/at`, {
    id: logFieldId(row.key, 'time'),
    empty: false,
    problem: 'notATime',
    label: (m) => m.form.ofLogEntry(m.form.time, number),
  });
}

function addOwnFields(fields: Map<string, Field>, pointer: string, row: LogRow, number: string): void {
  for (const name of ['at', 'channel', 'party', 'outcome'] as const) {
    fields.set(`${pointer}/${name}`, {
      id: logFieldId(row.key, name),
      empty: row[name].trim() === '',
      label: (m) => m.form.ofLogEntry(m.form[name], number),
    });
  }
}

function addSingleFields(draft: Draft, fields: Map<string, Field>): void {
  const add = (pointer: string, id: FieldId, empty: boolean, label: (m: Messages) => string): void => {
    fields.set(pointer, { id, empty, label });
  };
  const blank = (typed: string): boolean => typed.trim() === '';
  add('/asOf', 'asOf', blank(draft.asOf), (m) => m.form.asOf);
  add('/loan', 'annualRate', blank(draft.annualRate), (m) => m.form.annualRate);
  add('/loan/annualRate', 'annualRate', blank(draft.annualRate), (m) => m.form.annualRate);
  add('/waived', 'waived', blank(draft.waived), (m) => m.form.waived);
  add('/borrower', 'monthlyIncome', blank(draft.monthlyIncome), (m) => m.form.borrower);
  add('/borrower/monthlyIncome', 'monthlyIncome', blank(draft.monthlyIncome), (m) => m.form.monthlyIncome);
  add('/borrower/firstArrear', 'firstArrear', draft.firstArrear === 'unknown', (m) => m.form.firstArrear);
  add('/borrower/cameForward', 'cameForward', draft.cameForward === 'unknown', (m) => m.form.cameForward);
  add('/borrower/refusedToPay', 'refusedToPay', draft.refusedToPay === 'unknown', (m) => m.form.refusedToPay);
  if (draft.contactsMode === 'count') {
    add('/borrower/lastReachedOn', 'lastReachedOn', blank(draft.lastReachedOn), (m) => m.form.lastReachedOn);
  }
}

/** The field of a pointer, or of the closest part of the case around it. */
function nearest(fields: Map<string, Field>, pointer: string): Field | null {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const field = fields.get(place);
    if (field !== undefined) return field;
  }
  return null;
}

function text(name: string, value: string): object {
  return value === '' ? {} : { [name]: value };
}

function known(name: string, value: Known): object {
  return value === 'unknown' ? {} : { [name]: value === 'yes' };
}

function nested(name: string, value: object): object {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}
