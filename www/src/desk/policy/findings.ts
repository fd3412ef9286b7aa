import type { PolicyFinding, PolicyReport } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { policyWords } from '../../i18n/desk/policy';
import type { DeskView } from '../desk';
import { policyFieldId } from './editor';

/** What the check says of the text as it stands; null while it is being checked. */
export function reportOn(text: string, { asking, state }: DeskView): PolicyReport | null {
  const asOf = state.shown.kind === 'answer' ? state.shown.answer.asOf : '';
  const input = { text, locale: state.locale, ...(asOf === '' ? {} : { asOf }) };
  return asking.value('checkPolicy', input);
}

/** Errors and warnings, each a link to the field or to the place in the text that it speaks of. */
export function findings(text: string, view: DeskView): TemplateResult {
  const words = policyWords(view.state.locale);
  const report = reportOn(text, view);
  if (report === null) return html`<p class="quiet" aria-busy="true">${words.checking}</p>`;
  const { diagnostics, errorCount, warningCount, usable } = report;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  return html`<div id="policy-findings">
    ${usable
      ? html`<p>${chip('yes', words.usable)}</p>`
      : html`<p class="note note-mistaken">${words.errors(String(errorCount))}</p>
          <ul class="links">${errors.map((finding) => findingLine(finding, view))}</ul>`}
    ${warningCount === 0
      ? nothing
      : html`<details class="points" ?open=${usable && warningCount < 4}>
          <summary>${words.warnings(String(warningCount))}</summary>
          <ul class="links">${warnings.map((finding) => findingLine(finding, view))}</ul>
        </details>`}
  </div>`;
}

function findingLine(finding: PolicyFinding, view: DeskView): TemplateResult {
  const { path, line, column, message, help } = finding;
  const follow = (event: Event): void => {
    event.preventDefault();
    goTo(finding);
  };
  const place = line === undefined ? path : policyWords(view.state.locale).place(String(line), String(column));
  return html`<li>
    <a href="#policy-text" @click=${follow}>${message}</a>${help === undefined ? nothing : html` ${help}`}
    <span class="quiet"><code>${path}</code> ${place}</span>
  </li>`;
}

/** To the field of the value, or to its place in the whole text. */
function goTo({ path, line, column }: PolicyFinding): void {
  const field = document.getElementById(policyFieldId(path)) ?? document.getElementById(policyFieldId(`${path}/value`));
  const text = document.querySelector<HTMLTextAreaElement>('#policy-text');
  const target = field ?? text;
  for (let place = target?.closest('details') ?? null; place !== null; place = place.parentElement?.closest('details') ?? null) {
    place.open = true;
  }
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
  if (field === null && text !== null && line !== undefined) {
    const before = text.value.split('\n').slice(0, line - 1).join('\n').length;
    const start = before + (line === 1 ? 0 : 1) + (column ?? 1) - 1;
    text.setSelectionRange(start, start);
  }
}
