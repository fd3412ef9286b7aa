import type { Field } from './facts';
import { isBlankSum, type PlanDraft, type PlanList, type PlanText, type SumRow } from './plan-draft';
import { planLabels } from './i18n/plan-labels';
import { tidyAmount, tidyCount, tidyDate } from './tidy';

// The agreed plan and the facts of a restructuring, read from the form. Their fields stand in the desk; all their ids
// begin alike, so that the desk can bring them up when a problem leads there.

type Fields = Map<string, Field>;

export const PLAN_FIELD = 'plan-';

export function planFieldId(name: string): string {
  return `${PLAN_FIELD}${name}`;
}

/** What the plan adds to the facts: of the loan, of the borrower, and the plan itself. */
export interface PlanFacts {
  readonly loan: object;
  readonly borrower: object;
  readonly plan: object;
}

/** A history says itself what is outstanding, and the engine takes it from one place only. */
export function planOf(draft: PlanDraft, debt: 'arrears' | 'history', fields: Fields): PlanFacts {
  addFields(draft, fields);
  const outstanding = debt === 'history' ? {} : text('outstandingPrincipal', tidyAmount(draft.outstandingPrincipal));
  const months = draft.originalTermMonths.trim() === '' ? {} : { originalTermMonths: tidyCount(draft.originalTermMonths) };
  return {
    loan: { ...outstanding, ...text('maturesOn', tidyDate(draft.maturesOn)), ...months },
    borrower: {
      ...text('livingCosts', tidyAmount(draft.livingCosts)),
      ...text('otherDebtPayments', tidyAmount(draft.otherDebtPayments)),
      ...hardshipOf(draft),
    },
    plan: agreedOf(draft, fields),
  };
}

function hardshipOf({ cause, evidenced }: PlanDraft): object {
  if (cause === '') return {};
  return { hardship: { cause, ...(evidenced === 'unknown' ? {} : { evidenced: evidenced === 'yes' }) } };
}

/** A plan that was begun is sent as it is, and the engine says what it lacks. */
function agreedOf(draft: PlanDraft, fields: Fields): object {
  const installments = rowsOf('installments', draft.installments, fields);
  const payments = rowsOf('payments', draft.payments, fields);
  if (draft.agreedOn.trim() === '' && installments.length === 0 && payments.length === 0) return {};
  return {
    plan: {
      ...text('agreedOn', tidyDate(draft.agreedOn)),
      ...(installments.length === 0
        ? {}
        : { installments: installments.map(({ on, amount }) => ({ ...text('dueOn', tidyDate(on)), ...text('amount', tidyAmount(amount)) })) }),
      ...(payments.length === 0
        ? {}
        : { payments: payments.map(({ on, amount }) => ({ ...text('on', tidyDate(on)), ...text('amount', tidyAmount(amount)) })) }),
    },
  };
}

function rowsOf(list: PlanList, rows: readonly SumRow[], fields: Fields): SumRow[] {
  const sent = rows.map((row, index) => ({ row, number: String(index + 1) })).filter(({ row }) => !isBlankSum(row));
  sent.forEach(({ row, number }, index) => {
    const pointer = `/plan/${list}/${index}`;
    const on: Field = {
      id: `${row.key}-on`,
      empty: row.on.trim() === '',
      label: (m) => planLabels(m).ofRow[list](planLabels(m).on[list], number),
    };
    fields.set(pointer, on).set(`${pointer}/on`, on).set(`${pointer}/dueOn`, on);
    fields.set(`${pointer}/amount`, {
      id: `${row.key}-amount`,
      empty: row.amount.trim() === '',
      label: (m) => planLabels(m).ofRow[list](planLabels(m).amount, number),
    });
  });
  return sent.map(({ row }) => row);
}

const PLACES: Readonly<Record<PlanText, string>> = {
  agreedOn: '/plan/agreedOn',
  outstandingPrincipal: '/loan/outstandingPrincipal',
  maturesOn: '/loan/maturesOn',
  originalTermMonths: '/loan/originalTermMonths',
  livingCosts: '/borrower/livingCosts',
  otherDebtPayments: '/borrower/otherDebtPayments',
};

function addFields(draft: PlanDraft, fields: Fields): void {
  for (const [name, pointer] of Object.entries(PLACES) as [PlanText, string][]) {
    fields.set(pointer, {
      id: planFieldId(name),
      empty: draft[name].trim() === '',
      label: (m) => planLabels(m).fields[name],
    });
  }
  const cause: Field = { id: planFieldId('cause'), empty: draft.cause === '', label: (m) => planLabels(m).cause };
  fields.set('/borrower/hardship', cause).set('/borrower/hardship/cause', cause);
  fields.set('/borrower/hardship/evidenced', {
    id: planFieldId('evidenced'),
    empty: draft.evidenced === 'unknown',
    label: (m) => planLabels(m).evidenced,
  });
  const list: Field = { id: 'plan-add-installments', empty: draft.installments.length === 0, label: (m) => planLabels(m).installments };
  fields.set('/plan', list).set('/plan/installments', list);
}

function text(name: string, value: string): object {
  return value === '' ? {} : { [name]: value };
}
