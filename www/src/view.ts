import { formatFor, type Format } from './format';
import { messagesFor } from './i18n/index';
import type { Messages } from './i18n/messages';
import type { DeskSlot } from './desk/slot';
import type { State } from './state';
import type { Actions } from './actions';

/** What every component is given: the words, the figures' form, the state, and what can be done. */
export interface View {
  readonly m: Messages;
  readonly f: Format;
  readonly state: State;
  readonly act: Actions;
  readonly deskSlot: DeskSlot;
}

export function viewOf(state: State, act: Actions, deskSlot: DeskSlot): View {
  return { m: messagesFor(state.locale), f: formatFor(state.locale), state, act, deskSlot };
}
