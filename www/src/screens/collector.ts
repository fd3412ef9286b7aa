import { html, nothing, type TemplateResult } from 'lit-html';
import { caseForm } from '../components/case-form';
import { conclusions } from '../components/conclusions';
import { evidence } from '../components/evidence';
import { estimateNote, pageFooter, pageHeader } from '../components/page-frame';
import { plans } from '../components/plans';
import { working } from '../components/working';
import type { View } from '../view';

/** The collector's workspace: the case on one side, the conclusions and their working on the other. */
export function collectorScreen(view: View): TemplateResult {
  return html`${pageHeader(view)}
    <main class="workspace">
      ${estimateNote(view)} ${conclusions(view)} ${caseForm(view)}
      <div class="details">${details(view)}</div>
    </main>
    ${pageFooter(view)}`;
}

function details(view: View): TemplateResult | typeof nothing {
  if (view.state.shown.kind !== 'answer') return nothing;
  const { answer } = view.state.shown;
  return html`${working(answer, view)} ${plans(answer, view)} ${evidence(answer, view)}`;
}
