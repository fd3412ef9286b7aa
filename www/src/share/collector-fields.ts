import { type ArrearRow, blankArrear, blankDraft, blankLogRow, type Draft, type LogRow } from '../draft';
import { history } from './history-fields';
import { plan } from './plan-fields';
import { oneOf, rows, type Shape, text } from './shape';

// The collector's case without what names anybody: only what the figures and decisions follow from.

const known = oneOf(['unknown', 'yes', 'no']);

const arrearShape: Shape<ArrearRow> = { key: 'leftOut', dueOn: text, principal: text, interest: text, fees: text };

const logShape: Shape<LogRow> = {
  key: 'leftOut',
  at: text,
  time: text,
  channel: oneOf(['sms', 'phone', 'letter', 'email', 'visit', 'other']),
  party: oneOf(['debtor', 'thirdParty']),
  outcome: oneOf(['', 'reached', 'noAnswer', 'refused', 'wrongNumber', 'promised']),
};

export const arrearRows = rows(arrearShape, blankArrear);

export const collectorShape: Shape<Draft> = {
  policy: oneOf(['cn-bank-loan', 'cn-home-mortgage']),
  asOf: text,
  annualRate: text,
  waived: text,
  debt: oneOf(['arrears', 'history']),
  arrears: arrearRows,
  history,
  plan,
  monthlyIncome: text,
  firstArrear: known,
  cameForward: known,
  refusedToPay: known,
  contactsMode: oneOf(['count', 'log']),
  failedAttempts: text,
  lastReachedOn: text,
  log: rows(logShape, blankLogRow),
};

/** What the fields of a link are compared with: a blank case whose day always travels with it. */
export function freshCollector(): Draft {
  return { ...blankDraft(), asOf: '' };
}
