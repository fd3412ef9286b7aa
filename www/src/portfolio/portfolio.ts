import type { PortfolioSummary } from 'arrears/portfolio';
import { formatFor } from '../format';
import { portfolioWords } from '../i18n/portfolio/index';
import { messagesFor } from '../i18n/index';
import type { Locale } from '../locale';
import { save } from '../save';
import { tidyDate } from '../tidy';
import { PortfolioClient } from './client';
import { doubled, missingIn, recognised } from './fields';
import type { List, RunName, RunSettings } from './protocol';
import { CHANGED, DEFAULT_POLICY, type Done, EMPTY, initialPortfolio, type PortfolioState, type Previous, type Settings } from './state';

/** What the portfolio needs of the page around it. */
export interface Surroundings {
  redraw(): void;
  announce(text: string): void;
  focus(id: string): void;
  /** The text of the policy that was changed on the page of one loan. */
  changedPolicy(): string | null;
  locale(): Locale;
}

export const PAGE_ROWS = 100;
const DRAWN_AT_ONCE = 20;
/** The schema of summaries, which tells them from other files. */
const SUMMARY_SCHEMA = 'portfolio.v1';
/** A summary is a few kilobytes. */
const SUMMARY_MAX_BYTES = 4_194_304;

/** The portfolio's own state, and what can be done with it. */
export class Portfolio {
  readonly client = new PortfolioClient();
  readonly #outside: Surroundings;
  #state = initialPortfolio();
  #cancel: (() => void) | null = null;
  /** Counts the files and runs, so that a late reply to an earlier one is not taken for today's. */
  #turn = 0;

  constructor(outside: Surroundings) {
    this.#outside = outside;
  }

  get state(): PortfolioState {
    return this.#state;
  }

  #update(change: Partial<PortfolioState>): void {
    this.#state = { ...this.#state, ...change };
    this.#outside.redraw();
  }

  async open(file: File): Promise<void> {
    this.cancel();
    this.#turn += 1;
    const turn = this.#turn;
    const { name } = file;
    const fresh = { run: { kind: 'none' }, comparing: { kind: 'none' }, results: EMPTY, bad: EMPTY, list: 'all' } as const;
    this.#update({ ...fresh, file: { kind: 'reading', name } });
    const read = await this.client.ask('read', { file }).output.catch(() => ({ unreadable: 'letters' as const }));
    if (turn !== this.#turn) return;
    if ('unreadable' in read) {
      this.#update({ file: { kind: 'unreadable', name, reason: read.unreadable } });
      this.#outside.focus('portfolio-file-problem');
      return;
    }
    this.#update({ file: { kind: 'read', name, reading: read }, settings: { ...this.#state.settings, mapping: recognised(read.header) } });
    this.#outside.announce(this.#words.file.read(name));
    this.#outside.focus('portfolio-columns-heading');
  }

  set(change: Partial<Settings>): void {
    this.#update({ settings: { ...this.#state.settings, ...change } });
  }

  map(column: number, path: string): void {
    this.set({ mapping: this.#state.settings.mapping.map((each, index) => (index === column ? path : each)) });
  }

  choosePolicy(policy: string): void {
    this.#update({ settings: { ...this.#state.settings, policy }, otherPolicy: null });
  }

  /** A summary that was saved earlier; anything else is told at once. */
  async openPrevious(file: File): Promise<void> {
    const previous = await readSummary(file);
    this.#update({ settings: { ...this.#state.settings, previous }, previousBad: previous === null });
    this.#outside.focus(previous === null ? 'portfolio-previous-problem' : 'drop-previous');
  }

  dropPrevious(): void {
    this.#update({ settings: { ...this.#state.settings, previous: null }, previousBad: false });
    this.#outside.focus('open-previous');
  }

  /** What has to be put right before a run: the columns that are not there, or there twice. */
  get unready(): { readonly missing: readonly ('dueOn' | 'principal')[]; readonly doubled: readonly string[] } {
    const { file, settings } = this.#state;
    if (file.kind !== 'read' || file.reading.format === 'ndjson') return { missing: [], doubled: [] };
    return { missing: missingIn(settings.mapping), doubled: doubled(settings.mapping) };
  }

  async start(): Promise<void> {
    const { missing, doubled: twice } = this.unready;
    if (missing.length > 0 || twice.length > 0) {
      this.#outside.focus('portfolio-columns-problem');
      return;
    }
    const { policy: chosen, asOf } = this.#state.settings;
    // A changed policy may have been left since it was chosen here.
    const changed = chosen === CHANGED ? this.#outside.changedPolicy() : null;
    const policy = chosen === CHANGED && changed === null ? DEFAULT_POLICY : chosen;
    const settings = { ...this.#state.settings, policy, asOf: tidyDate(asOf) };
    this.#turn += 1;
    const turn = this.#turn;
    this.#update({ settings, run: { kind: 'running', share: 0 }, comparing: { kind: 'none' }, results: EMPTY, bad: EMPTY, list: 'all' });
    this.#outside.announce(this.#words.run.working);
    this.#outside.focus('cancel-portfolio');
    const end = await this.#run('first', settings, settings.previous?.summary ?? null, (share) => {
      if (turn === this.#turn) this.#update({ run: { kind: 'running', share } });
    });
    if (turn !== this.#turn) return;
    if (end.kind !== 'done') {
      this.#update({ run: end });
      this.#outside.announce(end.kind === 'cancelled' ? this.#words.run.cancelled : '');
      this.#outside.focus(end.kind === 'cancelled' ? 'start-portfolio' : 'portfolio-run-problem');
      return;
    }
    const run: Done = { ...end, settings, changed };
    this.#update({ run });
    const f = formatFor(this.#outside.locale());
    this.#outside.announce(this.#words.run.done(f.count(run.summary.rows), f.count(run.summary.withProblems)));
    this.#outside.focus('portfolio-summary-heading');
    await afterDrawing();
    if (turn === this.#turn && run.bad > 0) await this.turnTo('bad', 0);
    if (turn === this.#turn) await this.turnTo('all', 0);
  }

  cancel(): void {
    this.#cancel?.();
  }

  async #run(name: RunName, settings: Settings, previous: unknown, progress: (share: number) => void) {
    const asked = this.client.ask('run', { name, settings: this.#sent(settings, previous) }, (bytes, total) => progress(bytes / Math.max(1, total)));
    this.#cancel = () => asked.cancel();
    try {
      return await asked.output;
    } catch {
      return { kind: 'failed' } as const;
    } finally {
      this.#cancel = null;
    }
  }

  #sent({ policy, asOf, mapping }: Settings, previous: unknown): RunSettings {
    const changed = policy === CHANGED ? this.#outside.changedPolicy() : null;
    const locale = this.#outside.locale();
    return { policy: changed === null ? { builtin: policy } : { changed }, asOf, mapping, locale, previous };
  }

  /** Shows another page of a list. */
  async turnTo(list: List, page: number): Promise<void> {
    const turn = this.#turn;
    const rows = await this.client.ask('rows', { list, from: page * PAGE_ROWS, count: PAGE_ROWS }).output.catch(() => []);
    // A hundred rows at once would hold up the page for longer than a key press may wait.
    for (let until = DRAWN_AT_ONCE; turn === this.#turn; until += DRAWN_AT_ONCE) {
      const listed = { page, rows: rows.slice(0, until) };
      this.#update(list === 'bad' ? { bad: listed } : { list, results: listed });
      if (until >= rows.length) return;
      await afterDrawing();
    }
  }

  chooseOther(otherPolicy: string): void {
    this.#update({ otherPolicy, comparing: { kind: 'none' } });
    if (this.#state.list === 'flipped') void this.turnTo('all', 0);
  }

  /** The same file under another policy. What it changes in amounts the engine says, as the change on the first run. */
  async compare(policy: string): Promise<void> {
    const { run } = this.#state;
    if (run.kind !== 'done') return;
    const turn = this.#turn;
    this.#update({ otherPolicy: policy, comparing: { kind: 'running', share: 0 } });
    this.#outside.announce(this.#words.run.working);
    const end = await this.#run('second', { ...run.settings, policy }, run.summary, (share) => {
      if (turn === this.#turn) this.#update({ comparing: { kind: 'running', share } });
    });
    if (turn !== this.#turn) return;
    if (end.kind !== 'done') {
      this.#update({ comparing: end });
      this.#outside.focus(end.kind === 'cancelled' ? 'compare-portfolio' : 'portfolio-compare-problem');
      return;
    }
    const flips = await this.client.ask('flips', null).output;
    if (turn !== this.#turn) return;
    this.#update({ comparing: { kind: 'done', policy, summary: end.summary, flips } });
    this.#outside.announce(flips.rows === 0 ? this.#words.compare.none : this.#words.compare.rows(formatFor(this.#outside.locale()).count(flips.rows)));
    this.#outside.focus('portfolio-compare-outcome');
  }

  async download(list: List, name: string): Promise<void> {
    save(name, 'text/csv', await this.client.ask('file', { list }).output);
  }

  async downloadBad(name: string): Promise<void> {
    const { bad, problems } = this.#words;
    const head = [bad.line, bad.column, bad.name, bad.id, bad.problem, bad.code];
    const words = { ...messagesFor(this.#outside.locale()).problems, ...problems };
    save(name, 'text/csv', await this.client.ask('badFile', { head, words }).output);
  }

  focus(id: string): void {
    this.#outside.focus(id);
  }

  get #words() {
    return portfolioWords(this.#outside.locale());
  }
}

/** Lets the browser draw what has changed, and hear what the reader does. */
function afterDrawing(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

async function readSummary(file: File): Promise<Previous | null> {
  if (file.size > SUMMARY_MAX_BYTES) return null;
  try {
    const summary = JSON.parse(await file.text()) as PortfolioSummary | null;
    return summary?.schema === SUMMARY_SCHEMA ? { name: file.name, summary } : null;
  } catch {
    return null;
  }
}
