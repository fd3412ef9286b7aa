import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { dataOf, textOf } from '../../draft-of-facts';
import { recordWords } from '../../i18n/desk/record';
import type { DeskView } from '../desk';
import { deskTable } from '../table';
import { type Difference, differences, valuesIn } from './differences';
import { type AuditRecord, policyOfRecord } from './record';

/** More of them are counted: whoever meets so many looks for one cause. */
const SHOWN = 50;

/** What a record says, and whether it still comes out the same. */
export function openedRecord(record: AuditRecord, view: DeskView): TemplateResult {
  const { state, asking } = view;
  const words = recordWords(state.locale);
  const again = asking.for('rerun', { facts: record.facts, policy: policyOfRecord(record), locale: state.locale });
  return html`${inShort(record, view)}
    ${record.policyDocument === undefined ? nothing : html`<p class="quiet">${words.changedPolicy}</p>`}
    ${again === null ? html`<p class="quiet">${words.running}</p>` : nothing}
    ${again?.kind === 'value' ? compared(record, again.value, view) : nothing}
    ${again?.kind === 'problems'
      ? html`<p class="note note-mistaken">${words.notComputed}</p>
          <ul class="links">
            ${again.problems.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}
          </ul>`
      : nothing}
    ${again?.kind === 'failed' ? html`<p class="note note-mistaken">${words.notComputed} <span lang="en">${again.message}</span></p>` : nothing}`;
}

/** Enough to recognise the case. */
function inShort({ answer, policy }: AuditRecord, { f, state }: DeskView): TemplateResult {
  const words = recordWords(state.locale);
  const { asOf, due } = dataOf(answer);
  const total = textOf(dataOf(due)['total']);
  const entry = (label: string, value: string): TemplateResult => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<dl class="record-facts">
    ${entry(words.asOf, f.date(textOf(asOf)))} ${entry(words.policy, `${policy.id} ${textOf(policy.version)}`)}
    ${/^\d+\.\d\d$/.test(total) ? entry(words.total, f.money(total)) : nothing}
  </dl>`;
}

function compared(record: AuditRecord, again: unknown, view: DeskView): TemplateResult {
  const { state, f } = view;
  const words = recordWords(state.locale);
  const differing = differences(record.answer, again);
  if (differing.length === 0) {
    return html`<p class="record-verdict">${chip('yes', words.same(f.count(valuesIn(again))))}</p>
      ${otherEngine(record, view)}`;
  }
  return html`<p class="record-verdict">${chip('refer', words.different(f.count(differing.length)))}</p>
    ${otherEngine(record, view)} ${otherPolicy(record, again, view)}
    <p class="quiet">${words.differentHint}</p>
    ${differenceTable(differing, view)}`;
}

function otherEngine({ engine }: AuditRecord, { state }: DeskView): TemplateResult | typeof nothing {
  const now = state.engineVersion ?? '';
  return engine === now ? nothing : html`<p>${recordWords(state.locale).otherEngine(engine, now)}</p>`;
}

function otherPolicy({ policy }: AuditRecord, again: unknown, { state }: DeskView): TemplateResult | typeof nothing {
  const now = textOf(dataOf(dataOf(again)['policy'])['version']);
  return policy.version === now ? nothing : html`<p>${recordWords(state.locale).otherPolicy(textOf(policy.version), now)}</p>`;
}

function differenceTable(differing: readonly Difference[], { state, f }: DeskView): TemplateResult {
  const words = recordWords(state.locale);
  const columns = [{ head: words.path }, { head: words.recorded }, { head: words.now }];
  const cell = (value: unknown): string => (value === undefined ? words.absent : JSON.stringify(value));
  const rows = differing.slice(0, SHOWN).map(({ path, before, after }) => ({
    cells: [html`<code>${path}</code>`, cell(before), cell(after)],
  }));
  const more = differing.length - rows.length;
  return html`${deskTable(words.table, columns, rows)}
    ${more <= 0 ? nothing : html`<p class="quiet">${words.more(f.count(more))}</p>`}`;
}
