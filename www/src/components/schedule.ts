import type { PlanOption } from 'arrears';
import type { Messages } from '../i18n/messages';
import type { Format } from '../format';
import type { Column, Row } from './data-table';

/** The payments of a plan as a table: what it is called, its columns and its rows. */
export interface ScheduleTable {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export function scheduleTable(plan: PlanOption, m: Messages, f: Format, date: (iso: string) => string): ScheduleTable {
  const columns = [
    { head: m.plans.period },
    { head: m.plans.dueOn },
    { head: m.plans.principal, figures: true },
    { head: m.plans.interest, figures: true },
    { head: m.plans.amount, figures: true },
    { head: m.plans.balance, figures: true },
  ];
  const rows = plan.schedule.map((row, index) => ({
    cells: [
      String(index + 1),
      date(row.dueOn),
      f.amount(row.principal),
      f.amount(row.interest),
      f.amount(row.payment),
      f.amount(row.balance),
    ],
  }));
  return { caption: m.plans.schedule(String(plan.periods)), columns, rows };
}
