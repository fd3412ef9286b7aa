import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { caseForm } from '../components/case-form';
import { conclusions } from '../components/conclusions';
import { evidence } from '../components/evidence';
import { estimateNote, pageFooter, pageHeader } from '../components/page-frame';
import { keyDates } from '../components/key-dates';
import { nextActions } from '../components/next-actions';
import { plans } from '../components/plans';
import { working } from '../components/working';
import { isPrevious } from '../state';
import type { View } from '../view';

/** The collector's workspace: the case on one side, the conclusions and their working on the other. */
export function collectorScreen(view: View): TemplateResult {
  const { locale, draft, replaced, shown, chosenPeriods } = view.state;
  const { deskSlot } = view;
  // Each part is drawn anew only when something that it shows has changed: a key draws the form, and the
  // reply to it draws the rest.
  const problems = shown.kind === 'problems' ? shown : null;
  return html`${pageHeader(view)}
    <main class="workspace">
      ${estimateNote(view)} ${guard([locale, shown, isPrevious(view.state)], () => conclusions(view))}
      ${guard([locale, draft, replaced, problems], () => caseForm(view))}
      <div class="details">
        ${draft.debt === 'history' ? guard([locale, draft.history, problems, ...deskSlot.marks], () => deskSlot.drawHistory(view)) : nothing}
        ${guard([locale, shown, chosenPeriods], () => details(view))}
        ${desk(view)}
        ${guard([locale, shown], () => (shown.kind === 'answer' ? evidence(shown.answer, view) : nothing))}
      </div>
    </main>
    ${pageFooter(view)}`;
}

function details(view: View): TemplateResult | typeof nothing {
  if (view.state.shown.kind !== 'answer') return nothing;
  const { shown } = view.state;
  const { answer } = shown;
  return html`${shown.details === null ? nothing : html`<div class="timelines">${nextActions(shown, view)} ${keyDates(shown, view)}</div>`}
    ${working(answer, view)} ${plans(answer, view)}`;
}

/** While somebody types, the desk is still about an earlier answer, and looks it. */
function desk(view: View): TemplateResult {
  const { locale, shown, settled, changedPolicy, chosenPeriods } = view.state;
  const { deskSlot } = view;
  const rested = deskSlot.atRest(shown);
  const pending = rested !== shown;
  const { draft } = view.state;
  const problems = shown.kind === 'problems' ? shown : null;
  const marks = [locale, rested, draft.plan, problems, isPrevious(view.state), settled, changedPolicy, chosenPeriods, ...deskSlot.marks];
  return html`<div class="desk-frame ${pending ? 'pending' : ''}" aria-busy=${pending ? 'true' : 'false'}>
    ${guard(marks, () => deskSlot.draw(view))}
  </div>`;
}
