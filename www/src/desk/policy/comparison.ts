import type { Answer, Comparison, TextChange } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { outcomeChip } from '../../components/chip';
import { policyWords } from '../../i18n/desk/policy';
import { caseOf, type DeskView } from '../desk';
import { deskTable } from '../table';

/** What the changed policy changes: its values, this case, and cases near a boundary. */
export function comparison(text: string, view: DeskView): TemplateResult {
  const { state, asking } = view;
  const words = policyWords(state.locale);
  const { facts } = caseOf(view);
  const before = state.draft.policy;
  const compared = asking.value('comparePolicies', { before, after: text, facts });
  const original = asking.value('rerun', { facts, policy: before, locale: state.locale });
  return html`<section class="desk-part" id="policy-comparison" aria-labelledby="policy-comparison-heading">
    <h4 id="policy-comparison-heading">${words.comparison}</h4>
    ${compared === null ? html`<p class="quiet" aria-busy="true">${words.checking}</p>` : differing(compared, view)}
    ${original === null || state.shown.kind !== 'answer' ? nothing : thisCase(original, state.shown.answer, compared, view)}
  </section>`;
}

function differing({ changes, witnesses }: Comparison, view: DeskView): TemplateResult {
  const { state, f } = view;
  const words = policyWords(state.locale);
  if (changes.length === 0) return html`<p>${words.noChange}</p>`;
  const columns = [{ head: words.item }, { head: words.before }, { head: words.after }];
  const rows = changes.map(({ path, before, after }) => ({
    cells: [html`<span>${clauseName(path, view)} <code>${path}</code></span>`, changedValue(before, view), changedValue(after, view)],
  }));
  const decisions = [...new Set(witnesses.map(({ decision }) => words.decisions[decision]))];
  return html`${deskTable(words.changes, columns, rows)}
    ${decisions.length === 0 ? nothing : html`<p class="quiet">${words.boundary(f.list(decisions))}</p>`}`;
}

/** The clause that a value belongs to. */
function clauseName(path: string, { state, asking }: DeskView): string {
  const policy = asking.value('viewPolicy', { policy: state.draft.policy });
  const entries = policy?.sections.flatMap((section) => section.entries) ?? [];
  const entry = entries.find(({ pointer }) => path === pointer || path.startsWith(`${pointer}/`));
  return entry?.label?.[state.locale] ?? '';
}

function changedValue(value: TextChange['before'], { state, m }: DeskView): string {
  const words = policyWords(state.locale);
  if (value === undefined) return words.notThere;
  if (typeof value === 'boolean') return value ? m.form.yes : m.form.no;
  return typeof value === 'object' ? words.several(String(value.values)) : String(value);
}

/** The conclusions under both, side by side. */
function thisCase(before: Answer, after: Answer, compared: Comparison | null, view: DeskView): TemplateResult {
  const { f, m, state } = view;
  const words = policyWords(state.locale);
  const total = ({ due }: Answer): string => (due.total === null ? m.outcomes.undetermined : f.money(due.total));
  const row = (label: string, of: (answer: Answer) => TemplateResult | string): { cells: (TemplateResult | string)[] } => ({
    cells: [label, of(before), of(after)],
  });
  const columns = [{ head: words.thisCase }, { head: words.before }, { head: words.after }];
  const rows = [
    row(words.total, total),
    row(words.decisions.waiver, ({ waiver }) => outcomeChip(waiver, view)),
    row(words.decisions.installments, ({ installments }) => outcomeChip(installments, view)),
    row(words.decisions.litigation, ({ escalation }) => outcomeChip(escalation.litigation, view)),
    row(words.decisions.agency, ({ escalation }) => outcomeChip(escalation.agency, view)),
  ];
  const moved = compared?.cases;
  return html`${deskTable(words.thisCase, columns, rows)}
    ${moved === undefined || !/[1-9]/.test(moved.dueMoved) ? nothing : html`<p>${words.dueMoved(f.money(moved.dueMoved))}</p>`}
    ${moved === undefined || !/[1-9]/.test(moved.waiverMoved) ? nothing : html`<p>${words.waiverMoved(f.money(moved.waiverMoved))}</p>`}`;
}
