import '../styles/desk.css';
import '../styles/history.css';
import '../styles/charts.css';
import '../styles/policy.css';
import '../styles/plan.css';
import type { Facts } from 'arrears';
import { html, type TemplateResult } from 'lit-html';
import { policyMark } from '../components/policy-mark';
import { deskWords } from '../i18n/desk/desk';
import { read } from '../facts';
import { PLAN_FIELD } from '../plan-facts';
import { policyOf } from '../state';
import type { View } from '../view';
import { Asking } from './asking';
import type { Case } from './calls';
import { datesPanel } from './dates/panel';
import { documentsPanel } from './documents/panel';
import { type DeskState, initialDesk, type TabId } from './desk-state';
import { owedPanel } from './owed/panel';
import { planPanel } from './plan/panel';
import { policyPanel } from './policy/panel';
import { recordPanel } from './record/panel';
import { historyEditor } from './history/editor';
import type { DeskPart } from './slot';
import { tabs } from './tabs';

/** What the panels are given: the page's view, the desk's own state, and what the engine is asked besides. */
export interface DeskView extends View {
  readonly desk: Desk;
  readonly at: DeskState;
  readonly asking: Asking;
}

const PANELS: Readonly<Record<TabId, (view: DeskView) => TemplateResult>> = {
  dates: datesPanel,
  owed: owedPanel,
  plan: planPanel,
  documents: documentsPanel,
  policy: policyPanel,
  record: recordPanel,
};

/** What a collector does with a case besides reading its conclusions: papers, dates, policy, record. */
export class Desk implements DeskPart {
  readonly #redraw: () => void;
  readonly #asking: Asking;
  #state: DeskState = initialDesk();

  constructor(redraw: () => void) {
    this.#redraw = redraw;
    this.#asking = new Asking(redraw);
  }

  get marks(): readonly unknown[] {
    return [this.#state, this.#asking.received];
  }

  update(change: (state: DeskState) => Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change(this.#state) };
    this.#redraw();
  }

  draw(view: View): TemplateResult {
    const words = deskWords(view.state.locale);
    const { tab } = this.#state;
    const body = PANELS[tab](this.#viewOf(view));
    return html`<section class="card detail desk" id="desk" aria-labelledby="desk-heading">
      <div class="detail-head"><h3 id="desk-heading">${words.heading}</h3> ${policyMark(view)}</div>
      ${tabs({ label: words.heading, words: words.tabs, chosen: tab, onChoose: (id) => this.update(() => ({ tab: id })) })}
      <div class="desk-panel" id="desk-panel" role="tabpanel" tabindex="-1" aria-labelledby="desk-tab-${tab}">${body}</div>
    </section>`;
  }

  /** Brings up the panel that a control is on. */
  reveal(id: string): void {
    if (id.startsWith(PLAN_FIELD) && this.#state.tab !== 'plan') this.update(() => ({ tab: 'plan' }));
  }

  drawHistory(view: View): TemplateResult {
    return historyEditor(this.#viewOf(view));
  }

  #viewOf(view: View): DeskView {
    return { ...view, desk: this, at: this.#state, asking: this.#asking.of(view.act) };
  }
}

/** The case on the form, as the engine is asked about it. */
export function caseOf({ state }: View): Case {
  return { facts: read(state.draft).facts as Facts, policy: policyOf(state) };
}
