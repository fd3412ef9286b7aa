import {
  type ArrearText,
  blankArrear,
  blankDraft,
  blankLogRow,
  type Draft,
  exampleDraft,
  type KnownName,
  type Known,
  type LogRow,
  type TextName,
} from './draft';
import type { Outcome } from './calling';
import type { CallName, Input, Output } from './desk/calls';
import { Engine, type PageReply } from './engine';
import { read } from './facts';
import type { PlanDraft } from './plan-draft';
import type { HistoryDraft } from './history-draft';
import type { Locale } from './locale';
import { locate, policyOf, type Result, type State, type Store, withResult } from './state';
import { summaryOf } from './summary';
import { frameMessages } from './i18n/frame/index';
import { messagesFor } from './i18n/index';
import { type Linked, originOf } from './share/case-link';
import { fragmentOfCase } from './share/carry-case';
import { addressOfCase, copyText } from './share/copying';
import type { PolicyId } from './i18n/messages';

/** How long after the last key the typing counts as paused. */
const PAUSE_MS = 800;
/** How long after the last key the details are worked out: too short to notice, too long to be in the way. */
const DETAILS_MS = 200;

/** What the page needs from its surroundings. */
export interface Surroundings {
  /** Settled once nothing more of the page is to be fetched. */
  readonly loaded: Promise<unknown>;
  announce(text: string): void;
  /** Moves the focus to a control, once it is on the page. */
  focus(id: string): void;
}

/** Everything that a person can do on the page. */
export class Actions {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #outside: Surroundings;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #details: ReturnType<typeof setTimeout> | undefined;
  /** Whether a request is under way, so that the newest result is not yet known. */
  #asked = false;
  #toAnnounce = false;
  #note = '';

  constructor(store: Store, outside: Surroundings) {
    this.#store = store;
    this.#outside = outside;
    this.#engine = new Engine((reply) => this.#receive(reply));
    this.#assess(true);
  }

  setLocale(locale: Locale): void {
    this.#store.update((state) => ({ ...state, locale }));
    this.#toAnnounce = true;
    this.#announceWhenKnown();
  }

  type(name: TextName, text: string): void {
    this.#typed((draft) => ({ ...draft, [name]: text }));
  }

  /** A policy that was changed is a variant of one that ships, so choosing another one leaves it. */
  setPolicy(policy: PolicyId): void {
    this.#store.update((state) => ({ ...state, changedPolicy: null }));
    this.#edit((draft) => ({ ...draft, policy }));
  }

  /** Computes by the text of a policy that was changed, or again by the one that ships. */
  setChangedPolicy(changedPolicy: string | null): void {
    this.#store.update((state) => ({ ...state, changedPolicy }));
    this.#edit((draft) => draft);
  }

  /** Puts another case onto the form; the present one can be brought back. */
  open(draft: Draft, changedPolicy: string | null, note: string): void {
    this.#replace(draft, () => note, changedPolicy);
  }

  /** Asks the engine for something that only a part of the page shows. */
  ask<Name extends CallName>(name: Name, input: Input<Name>): Promise<Outcome<Output<Name>>> {
    return this.#engine.ask(name, input);
  }

  announce(text: string): void {
    this.#outside.announce(text);
  }

  setKnown(name: KnownName, value: Known): void {
    this.#edit((draft) => ({ ...draft, [name]: value }));
  }

  typeArrear(key: string, name: ArrearText, text: string): void {
    this.#typed((draft) => ({
      ...draft,
      arrears: draft.arrears.map((row) => (row.key === key ? { ...row, [name]: text } : row)),
    }));
  }

  addArrear(): void {
    const row = blankArrear();
    this.#edit((draft) => ({ ...draft, arrears: [...draft.arrears, row] }));
    this.#outside.focus(`${row.key}-dueOn`);
  }

  removeArrear(key: string): void {
    this.#edit((draft) => ({ ...draft, arrears: draft.arrears.filter((row) => row.key !== key) }));
    this.#outside.focus('add-arrear');
  }

  setDebt(debt: Draft['debt']): void {
    this.#edit((draft) => ({ ...draft, debt }));
  }

  typeHistory(change: (history: HistoryDraft) => Partial<HistoryDraft>): void {
    this.#typed((draft) => ({ ...draft, history: { ...draft.history, ...change(draft.history) } }));
  }

  /** Rows came or went, or something was chosen: `focus` is where the work goes on. */
  editHistory(change: (history: HistoryDraft) => Partial<HistoryDraft>, focus?: string): void {
    this.#edit((draft) => ({ ...draft, history: { ...draft.history, ...change(draft.history) } }));
    if (focus !== undefined) this.#outside.focus(focus);
  }

  typePlan(change: (plan: PlanDraft) => Partial<PlanDraft>): void {
    this.#typed((draft) => ({ ...draft, plan: { ...draft.plan, ...change(draft.plan) } }));
  }

  editPlan(change: (plan: PlanDraft) => Partial<PlanDraft>, focus?: string): void {
    this.#edit((draft) => ({ ...draft, plan: { ...draft.plan, ...change(draft.plan) } }));
    if (focus !== undefined) this.#outside.focus(focus);
  }

  setContactsMode(contactsMode: Draft['contactsMode']): void {
    this.#edit((draft) => ({
      ...draft,
      contactsMode,
      log: contactsMode === 'log' && draft.log.length === 0 ? [blankLogRow()] : draft.log,
    }));
  }

  changeLogRow(key: string, change: Partial<Omit<LogRow, 'key'>>): void {
    this.#typed((draft) => ({
      ...draft,
      log: draft.log.map((row) => (row.key === key ? { ...row, ...change } : row)),
    }));
  }

  addLogRow(): void {
    const row = blankLogRow();
    this.#edit((draft) => ({ ...draft, log: [...draft.log, row] }));
    this.#outside.focus(`${row.key}-at`);
  }

  removeLogRow(key: string): void {
    this.#edit((draft) => ({ ...draft, log: draft.log.filter((row) => row.key !== key) }));
    this.#outside.focus('add-contact');
  }

  /** A field was left: whatever is wrong with it may be said now. */
  leave(): void {
    this.#store.update((state) => withResult(state, state.latest, true));
  }

  fillExample(): void {
    this.#replace(exampleDraft(), (state) => messagesFor(state.locale).form.filledExample);
  }

  clear(): void {
    this.#replace(blankDraft(), (state) => messagesFor(state.locale).form.cleared);
  }

  /** Brings back the case that was replaced; the present one takes its place, so nothing is lost. */
  undo(): void {
    const { replaced, replacedPolicy } = this.#store.state;
    if (replaced === null) return;
    this.#replace(replaced, (state) => messagesFor(state.locale).form.restored, replacedPolicy);
  }

  /** A case that somebody passed on takes the place of the present one, which can be brought back. */
  openCase(linked: Linked<Draft>): void {
    this.#replace(linked.draft, (state) => frameMessages(state.locale).share.opened);
    this.#store.update((state) => ({ ...state, origin: originOf('link', linked) }));
  }

  /** The case of the version before this one goes on as it was. */
  resume(linked: Linked<Draft>): void {
    this.#edit(() => linked.draft);
    this.#store.update((state) => ({ ...state, origin: originOf('update', linked) }));
  }

  /** Copies a link that carries the case, or shows it where the browser does not let the page copy. */
  async shareCase(): Promise<void> {
    const address = addressOfCase(await fragmentOfCase(this.#store.state));
    const copied = await copyText(address);
    this.#store.update((state) => ({ ...state, shared: { address, copied } }));
    const { share } = frameMessages(this.#store.state.locale);
    this.#outside.announce(copied ? share.copied : share.failed);
  }

  /** Gives another part of the page a line of its own to the engine. */
  connect(port: MessagePort): void {
    this.#engine.connect(port);
  }

  choosePlan(periods: number): void {
    this.#store.update((state) => ({ ...state, chosenPeriods: periods }));
  }

  show(fieldId: string): void {
    this.#outside.focus(fieldId);
  }

  /** Another case is computed by the policy as it ships, unless it brings a changed one with it. */
  #replace(draft: Draft, note: (state: State) => string, changedPolicy: string | null = null): void {
    this.#note = note(this.#store.state);
    this.#store.update((state) => ({
      ...state,
      draft,
      replaced: state.draft,
      changedPolicy,
      replacedPolicy: state.changedPolicy,
      chosenPeriods: null,
      origin: null,
    }));
    this.#restart();
    this.#assess(true);
  }

  #edit(change: (draft: Draft) => Draft): void {
    this.#store.update((state) => ({ ...state, draft: change(state.draft) }));
    this.#restart();
    this.#assess(true);
  }

  /** Between two keys there is time for the conclusions only; the details follow when the keys rest. */
  #typed(change: (draft: Draft) => Draft): void {
    this.#store.update((state) => ({ ...state, draft: change(state.draft) }));
    this.#restart();
    this.#assess(false);
    this.#details = setTimeout(() => this.#assess(true), DETAILS_MS);
  }

  #restart(): void {
    this.#store.update((state) => ({ ...state, settled: false, shared: null }));
    clearTimeout(this.#pause);
    clearTimeout(this.#details);
    this.#pause = setTimeout(() => this.#paused(), PAUSE_MS);
  }

  #assess(withDetails: boolean): void {
    this.#asked = true;
    const { draft } = this.#store.state;
    this.#engine.assess({ facts: read(draft).facts, policy: policyOf(this.#store.state), withDetails });
  }

  #paused(): void {
    this.leave();
    this.#toAnnounce = true;
    this.#announceWhenKnown();
  }

  /** Says the summary once the engine has answered what is on the form now. */
  #announceWhenKnown(): void {
    if (this.#asked || !this.#toAnnounce) return;
    this.#toAnnounce = false;
    const note = this.#note;
    this.#note = '';
    this.#outside.announce(`${note}${summaryOf(this.#store.state)}`);
  }

  #receive(reply: PageReply): void {
    if (reply.kind === 'ready') {
      const { version } = reply;
      void this.#outside.loaded.then(() => this.#store.update((state) => ({ ...state, engineVersion: version })));
      return;
    }
    this.#asked = false;
    // The engine answers the newest request only, so the draft is the one that was asked about.
    const { fieldAt } = read(this.#store.state.draft);
    this.#store.update((state) => withResult(state, resultOf(reply, fieldAt, state.latest), state.settled));
    this.#announceWhenKnown();
  }
}

function resultOf(
  reply: Exclude<PageReply, { kind: 'ready' }>,
  fieldAt: ReturnType<typeof read>['fieldAt'],
  before: Result,
): Result {
  switch (reply.kind) {
    case 'answer': {
      const details = before.kind === 'answer' ? before.details : null;
      return { kind: 'answer', answer: reply.answer, details, detailsPending: true, fieldAt };
    }
    case 'detailed':
      return { kind: 'answer', answer: reply.answer, details: reply.answer, detailsPending: false, fieldAt };
    case 'problems':
      return { kind: 'problems', problems: locate(reply.problems, fieldAt), problemCount: reply.problemCount };
    case 'failed':
      return { kind: 'failed', message: reply.message };
  }
}
