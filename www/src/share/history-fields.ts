import { blankEvent, blankHistory, blankInstallment, type EventRow, type HistoryDraft, type InstallmentRow } from '../history-draft';
import { oneOf, readFields, type Rule, rows, type Shape, text, writeFields } from './shape';

// What happened to a loan. A reversal names the payment that it takes back; in a link that is the payment's place in
// the list, since the keys of rows are given anew wherever a link is opened.

const installmentShape: Shape<InstallmentRow> = { key: 'leftOut', dueOn: text, principal: text, interest: text, fees: text };

const eventShape: Shape<EventRow> = {
  key: 'leftOut',
  on: text,
  kind: oneOf(['payment', 'reversal', 'rate', 'waiver', 'fee', 'acceleration', 'pause']),
  amount: text,
  rate: text,
  component: oneOf(['cost', 'fee', 'penalty', 'compound', 'interest', 'principal']),
  of: text,
  what: oneOf(['interest', 'clock']),
  until: text,
  label: text,
};

const historyShape: Shape<HistoryDraft> = {
  drawdownOn: text,
  drawdownAmount: text,
  schedule: rows(installmentShape, blankInstallment),
  events: rows(eventShape, () => blankEvent()),
};

export const history: Rule<HistoryDraft> = {
  write: (draft) => writeFields(withPlaces(draft), historyShape, blankHistory()),
  read: (written) => {
    const draft = readFields(written, historyShape, blankHistory());
    return draft === undefined ? undefined : withKeys(draft);
  },
};

function withPlaces(draft: HistoryDraft): HistoryDraft {
  const placeOf = (of: string): string => {
    const place = draft.events.findIndex(({ key }) => key === of);
    return place < 0 ? '' : String(place);
  };
  return { ...draft, events: draft.events.map((event) => ({ ...event, of: placeOf(event.of) })) };
}

/** `undefined` where a reversal names no row of the list. */
function withKeys(draft: HistoryDraft): HistoryDraft | undefined {
  const known = draft.events.every(({ of }) => of === '' || draft.events[Number(of)] !== undefined);
  if (!known) return undefined;
  const keyOf = (of: string): string => (of === '' ? '' : (draft.events[Number(of)]?.key ?? ''));
  return { ...draft, events: draft.events.map((event) => ({ ...event, of: keyOf(event.of) })) };
}
