import { type ArrearText, blankArrear, isBlankArrear } from '../draft';
import type { Step } from '../frame/address';
import { todayInChina } from '../format';
import type { EngineProblem } from '../protocol';
import { type Linked, originOf } from '../share/case-link';
import type { Outcome } from '../calling';
import type { PolicyFacts, Standing } from './calls';
import type { AnswerName, BorrowerDraft } from './draft';
import { applicationOf, askedOf, policyOf, type Question, questionAt } from './facts';
import type { Line } from './line';
import { aboutQuestions, hardshipStep, nextStep, openAnswers } from './route';
import { type Copied, freshJourney, type JourneyProblem, type JourneyState } from './state';

/** What the journey needs of the page around it. */
export interface Surroundings {
  readonly line: Line;
  redraw(): void;
  go(step: Step): void;
  replace(step: Step): void;
  /** Moves the focus to an element, once it is on the page. */
  focus(id: string): void;
  announce(text: string): void;
  /** Loads the page anew with what was entered. */
  reload(): void;
}

/** The heading of every screen, which the focus moves to, and the summary of what is to be corrected. */
export const HEADING = 'heading';
export const SUMMARY = 'problem-summary';

/** Screens that stand by themselves, whatever has been answered. */
const OPEN_STEPS: readonly Step[] = ['start', 'owe'];

/** The borrower's way through the questions: what was answered, what the engine says, and where to go next. */
export class Journey {
  #state: JourneyState = freshJourney();
  readonly #outside: Surroundings;
  #asking = 0;

  constructor(outside: Surroundings) {
    this.#outside = outside;
  }

  get state(): JourneyState {
    return this.#state;
  }

  /** A screen was reached, by a link or by the browser's own buttons. */
  arrive(step: Step): void {
    this.#update({ problems: [], copied: null });
    if (OPEN_STEPS.includes(step)) return;
    void this.#settle(step);
  }

  /** What somebody passed on takes the place of what is here: a case that is complete opens at its result. */
  async open(linked: Linked<BorrowerDraft>): Promise<void> {
    const { draft } = linked;
    this.#state = { ...freshJourney(), draft, origin: originOf('link', linked) };
    const outcome = await this.#ask();
    if (outcome === null) return;
    if (outcome.kind !== 'value') return this.#outside.replace(this.#firstMistaken(outcome));
    const next = nextStep(draft, outcome.value);
    this.#outside.replace(next === 'check' ? 'estimate' : next);
  }

  /** The journey of the version before this one goes on as it was, on the screen that the address names. */
  resume(linked: Linked<BorrowerDraft>): void {
    this.#update({ draft: linked.draft, origin: originOf('update', linked) });
  }

  /** Where something is missing or cannot be read; nobody is blamed for a case that was passed on half done. */
  #firstMistaken(outcome: Outcome<unknown>): Step {
    const steps = this.#located(outcome, new Set()).flatMap(({ question }) => question?.step ?? []);
    return steps[0] ?? 'owe';
  }

  reload(): void {
    this.#outside.reload();
  }

  restart(): void {
    this.#state = freshJourney();
    this.#outside.go('start');
  }

  engineFailed(): void {
    if (!this.#state.failed) this.#state = { ...this.#state, failed: true, busy: false };
  }

  answer(name: AnswerName, value: string): void {
    // The values of a choice are those that its options have.
    this.#update({ draft: { ...this.#state.draft, [name]: value } as BorrowerDraft });
  }

  typeArrear(key: string, name: ArrearText, value: string): void {
    const { draft } = this.#state;
    const arrears = draft.arrears.map((row) => (row.key === key ? { ...row, [name]: value } : row));
    this.#update({ draft: { ...draft, arrears } });
  }

  addArrear(): void {
    const row = blankArrear();
    const { draft } = this.#state;
    this.#update({ draft: { ...draft, arrears: [...draft.arrears, row] } });
    this.#outside.focus(`${row.key}-dueOn`);
  }

  removeArrear(key: string): void {
    const { draft } = this.#state;
    this.#update({ draft: { ...draft, arrears: draft.arrears.filter((row) => row.key !== key) } });
    this.#outside.focus('add-arrear');
  }

  /** A case of an earlier day, brought up to today. */
  toToday(): void {
    this.#update({ draft: { ...this.#state.draft, asOf: todayInChina() } });
  }

  /** Goes to a screen whose answer is to be changed, or to an exit's offer, and answers it on the way. */
  revisit(step: Step, change: Partial<BorrowerDraft> = {}): void {
    this.#update({ draft: { ...this.#state.draft, ...change } });
    this.#outside.go(step);
  }

  /** A link to a question: to its screen, and the focus into it. */
  show({ id, step }: Question): void {
    this.#outside.go(step);
    this.#outside.focus(id);
  }

  showProblem(id: string): void {
    this.#outside.focus(id);
  }

  noteCopied(copied: Copied, said: string): void {
    this.#update({ copied });
    this.#outside.announce(said);
  }

  /** The questions of the screen about the arrears: those that are open, and those that were answered there. */
  get asked(): readonly ('firstArrear' | 'cameForward')[] {
    const { draft, standing } = this.#state;
    const open = standing === null ? [] : aboutQuestions(draft, standing);
    return (['firstArrear', 'cameForward'] as const).filter((name) => draft[name] !== '' || open.includes(name));
  }

  async submit(step: Step): Promise<void> {
    const open = openAnswers(step, this.#state.draft, this.asked);
    if (step === 'hardship' || step === 'more') return this.#apply(step, open);
    await this.#continueFrom(step, 'go', open);
  }

  async #continueFrom(step: Step, how: 'go' | 'replace', open: Map<string, string> = new Map()): Promise<void> {
    const outcome = await this.#ask();
    if (outcome === null) return;
    const problems = [...openProblems(open), ...this.#located(outcome, new Set(open.keys()))];
    if (problems.length > 0) return this.#refuse(step, problems, how);
    if (outcome.kind !== 'value') return;
    this.#outside[how](nextStep(this.#state.draft, outcome.value));
  }

  /** Asks the engine about the answers as they stand; `null` where a newer question has overtaken this one. */
  async #ask(): Promise<Outcome<Standing> | null> {
    const { draft } = this.#state;
    const asking = this.#begin();
    const outcome = await this.#outside.line.ask('standing', askedOf(draft));
    if (asking !== this.#asking) return null;
    if (outcome.kind === 'value') await this.#learn(draft);
    if (asking !== this.#asking) return null;
    this.#update({
      busy: false,
      failed: outcome.kind === 'failed',
      ...(outcome.kind === 'value' ? { standing: outcome.value, standingOf: draft } : {}),
    });
    return outcome;
  }

  /** What the policy says of itself; asked once for each policy and day. */
  async #learn(draft: BorrowerDraft): Promise<void> {
    const { policyFacts, standingOf } = this.#state;
    const same = standingOf !== null && policyOf(standingOf) === policyOf(draft) && standingOf.asOf === draft.asOf;
    if (policyFacts !== null && same) return;
    const outcome: Outcome<PolicyFacts> = await this.#outside.line.ask('policyFacts', { policy: policyOf(draft), on: draft.asOf });
    this.#update({ policyFacts: outcome.kind === 'value' ? outcome.value : null });
  }

  #begin(): number {
    this.#asking += 1;
    this.#update({ busy: true, problems: [], copied: null });
    return this.#asking;
  }

  /** A screen further on stands only on answers that the engine has seen. */
  async #settle(step: Step): Promise<void> {
    if (this.#state.standingOf === this.#state.draft) return this.#keepInPlace(step);
    const outcome = await this.#ask();
    if (outcome === null || outcome.kind === 'failed') return;
    if (outcome.kind === 'value') return this.#keepInPlace(step);
    // An address that was opened without a case leads to the start.
    if (this.#state.standing === null) return this.#outside.replace(this.#hasFacts ? 'owe' : 'start');
    // What is open on this very screen is no mistake yet; an answer that was spoilt elsewhere has to be seen to.
    const elsewhere = this.#located(outcome, new Set()).filter(({ question }) => question?.step !== step);
    if (elsewhere.length > 0) this.#refuse(step, elsewhere, 'replace');
  }

  get #hasFacts(): boolean {
    return this.#state.draft.arrears.some((row) => !isBlankArrear(row));
  }

  /** An address may name a screen that these answers do not lead to; then the one that they do is shown. */
  #keepInPlace(step: Step): void {
    const { draft, standing, hardship } = this.#state;
    if (standing === null) return;
    const next = nextStep(draft, standing);
    if (step === next || this.#isOpen(step, next)) return;
    if (hardship !== null && HARDSHIP_ENDS.includes(step)) return;
    this.#outside.replace(next);
  }

  /** Steps on the way to the next one can be gone back to. */
  #isOpen(step: Step, next: Step): boolean {
    if (step === 'estimate') return next === 'check';
    if (step === 'hardship' || step === 'more') return next === 'cannot-afford' || next === 'not-eligible' || next === 'needs-a-person';
    const [place, reached] = [WAY.indexOf(step), WAY.indexOf(ON_THE_WAY[next] ?? next)];
    return place >= 0 && place <= reached && (step !== 'about' || this.asked.length > 0);
  }

  async #apply(step: Step, open: Map<string, string>): Promise<void> {
    if (open.size > 0) return this.#refuse(step, openProblems(open), 'go');
    const { draft } = this.#state;
    const asking = this.#begin();
    const outcome = await this.#outside.line.ask('hardship', applicationOf(draft));
    if (asking !== this.#asking) return;
    this.#update({ busy: false, failed: outcome.kind === 'failed', askedMore: step === 'more' });
    if (outcome.kind === 'problems') return this.#refuse(step, this.#located(outcome, new Set()), 'go');
    if (outcome.kind !== 'value') return;
    this.#update({ hardship: outcome.value });
    this.#outside.go(hardshipStep(outcome.value, step === 'more'));
  }

  #located(outcome: Outcome<unknown>, told: ReadonlySet<string>): JourneyProblem[] {
    if (outcome.kind !== 'problems') return [];
    const located = outcome.problems.map((problem) => this.#locate(problem));
    return located.filter(({ id }, index) => !told.has(id) && located.findIndex((each) => each.id === id) === index);
  }

  #locate({ code, path }: EngineProblem): JourneyProblem {
    const question = questionAt(this.#state.draft, path);
    return { id: question?.id ?? HEADING, code, question };
  }

  /** Shows what is wrong on this screen; what is wrong elsewhere is shown where it is asked. */
  #refuse(step: Step, problems: readonly JourneyProblem[], how: 'go' | 'replace'): void {
    const here = problems.filter(({ question }) => question === null || question.step === step);
    const [elsewhere] = problems.filter(({ question }) => question !== null && question.step !== step);
    if (here.length === 0 && elsewhere?.question != null) this.#outside[how](elsewhere.question.step);
    this.#update({ problems: here.length === 0 ? problems : here });
    this.#outside.focus(SUMMARY);
  }

  #update(change: Partial<JourneyState>): void {
    this.#state = { ...this.#state, ...change };
    this.#outside.redraw();
  }
}

/** The screens in the order in which they are asked. */
const WAY: readonly Step[] = ['start', 'owe', 'about', 'pay', 'afford', 'plan', 'check', 'estimate'];

/** How far along the way each exit stands: the questions before it can be gone back to. */
const ON_THE_WAY: Partial<Record<Step, Step>> = {
  'not-overdue': 'owe',
  missing: 'afford',
  'paid-now': 'pay',
  'not-eligible': 'afford',
  'needs-a-person': 'afford',
  'cannot-afford': 'plan',
};

const HARDSHIP_ENDS: readonly Step[] = ['needs-a-person', 'no-hardship', 'missing'];

function openProblems(open: Map<string, string>): JourneyProblem[] {
  return [...open].map(([id, code]) => ({ id, code, question: null }));
}
