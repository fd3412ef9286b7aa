import type { Action } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Field } from '../facts';
import type { Locale } from '../locale';
import { sourceShort } from '../source';
import type { Answered } from '../state';
import type { View } from '../view';
import { chip } from './chip';
import { missingLinks } from './missing';
import { policyMark } from './policy-mark';
import { timelineCard } from './timeline';

/** What the form has no question for; the role then stands for both cases. */
const NOT_ASKED = '/borrower/highRisk';

type FieldAt = (pointer: string) => Field | null;

/** What to do next: when, by which channel, by whom, and on whose authority. */
export function nextActions(shown: Answered, view: View): TemplateResult | typeof nothing {
  const { details, detailsPending, fieldAt } = shown;
  if (details === null) return nothing;
  const { m } = view;
  return timelineCard(
    {
      id: 'next-actions',
      heading: m.actions.heading,
      count: m.actions.count(String(details.actions.length)),
      intro: m.actions.intro,
      none: m.actions.none,
      pending: detailsPending,
      mark: policyMark(view),
    },
    details.actions.map((action) => ({ when: whenOf(action, view), body: bodyOf(action, fieldAt, view) })),
  );
}

function whenOf({ from, by }: Action, { m, f }: View): string {
  if (by === undefined) return m.actions.from(f.shortDate(from));
  return by === from ? f.shortDate(from) : m.actions.between(f.shortDate(from), f.shortDate(by));
}

function bodyOf(action: Action, fieldAt: FieldAt, view: View): TemplateResult {
  const { m, f, state } = view;
  const { label, outcome, late, adjusted, channels, contents = [] } = action;
  return html`<p class="entry-what">
      <b>${sentenceCase(label[state.locale], state.locale)}</b>
      ${outcome === 'yes' ? nothing : chip(outcome, m.outcomes[outcome])}
      ${late === false ? nothing : html`<span class="tag tag-late">${late === null ? m.actions.mayBeLate : m.actions.late}</span>`}
      ${adjusted === false ? html`<span class="tag">${m.actions.tableEnds}</span>` : nothing}
    </p>
    <p class="entry-more">
      ${channels.length === 0 ? nothing : html`<span>${f.anyOf(channels.map((channel) => m.form.channels[channel]))}</span>`}
      ${roles(action, view)}
    </p>
    ${contents.length === 0 ? nothing : html`<p class="entry-more">${m.actions.contents(f.list(contents.map((item) => item.label[state.locale])))}</p>`}
    ${checklist(action, view)} ${missingLinks(action.missing.filter((pointer) => pointer !== NOT_ASKED), fieldAt, view)}
    <p class="quiet entry-more">
      <span>${m.clauses.from}${sourceShort(action.source, view)}</span>
      <span>${m.actions.authority}${sourceShort(action.authorityBasis, view)}</span>
    </p>`;
}

function roles({ mayDo, mayDoIfHighRisk, approvedBy }: Action, { m }: View): TemplateResult {
  return html`<span>${m.actions.mayDo(m.roles[mayDo])}</span>
    ${mayDoIfHighRisk === undefined ? nothing : html`<span>${m.actions.mayDoIfHighRisk(m.roles[mayDoIfHighRisk])}</span>`}
    ${approvedBy === undefined ? nothing : html`<span>${m.conclusions.approvedBy(m.roles[approvedBy])}</span>`}`;
}

/** What should be at hand. It is a reminder and decides nothing, so it stays folded. */
function checklist({ checklist: items = [] }: Action, { m, state }: View): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<details class="points">
    <summary>${m.actions.checklist}<span class="quiet">${m.actions.points(String(items.length))}</span></summary>
    <ul class="links">
      ${items.map(({ label, status }) => html`<li>${label[state.locale]}${status === 'unknown' ? '' : `${m.separator}${m.form[status]}`}</li>`)}
    </ul>
  </details>`;
}

/** A policy's labels start small in English, as they stand within sentences elsewhere. */
function sentenceCase(text: string, locale: Locale): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
