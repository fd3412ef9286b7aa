import type { KeyDate } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { sourceNamed } from '../source';
import type { Answered } from '../state';
import type { View } from '../view';
import { chip } from './chip';
import { policyMark } from './policy-mark';
import { timelineCard } from './timeline';

/** The days on which something falls due or changes by itself. */
export function keyDates({ details, detailsPending }: Answered, view: View): TemplateResult | typeof nothing {
  if (details === null) return nothing;
  const { m, f } = view;
  const dates = details.keyDates;
  return timelineCard(
    {
      id: 'key-dates',
      heading: m.keyDates.heading,
      count: m.keyDates.count(String(dates.length)),
      intro: m.keyDates.intro,
      none: m.keyDates.none,
      pending: detailsPending,
      mark: policyMark(view),
    },
    dates.map((date) => ({ when: whenOf(date, f.shortDate(date.on)), body: bodyOf(date, view) })),
  );
}

function whenOf({ at }: KeyDate, day: string): string {
  return at === undefined ? day : `${day} ${at}`;
}

function bodyOf(date: KeyDate, view: View): TemplateResult {
  const { m, f } = view;
  return html`<p class="entry-what">
      <b>${eventText(date, view)}</b>
      ${date.outcome === 'refer' ? chip('refer', m.outcomes.refer) : nothing}
      ${date.adjusted ? html`<span class="tag">${m.keyDates.adjusted}</span>` : nothing}
      ${date.tableEnds ? html`<span class="tag">${m.keyDates.tableEnds}</span>` : nothing}
    </p>
    <p class="quiet entry-more">
      ${date.daysPastDue === undefined ? fromDue(date, view) : html`<span>${m.conclusions.daysPastDue(f.count(date.daysPastDue))}</span>`}
      <span>${m.clauses.from}${sourceNamed(date.source, view)}</span>
    </p>`;
}

/** Where no days past due say it, the day that the date is counted from. */
function fromDue({ dueOn }: KeyDate, { m, f }: View): TemplateResult | typeof nothing {
  return dueOn === undefined ? nothing : html`<span>${m.keyDates.ofDue(f.shortDate(dueOn))}</span>`;
}

export function eventText({ event, channel, class: className, riskTier }: KeyDate, { m }: View): string {
  switch (event) {
    case 'reminder':
      return m.keyDates.reminder(channel === undefined ? m.form.unknown : m.form.channels[channel]);
    case 'classChange':
      return m.keyDates.classChange(className === undefined ? m.classUnknown : m.classes[className]);
    case 'riskTierChange':
      return m.keyDates.riskTierChange(riskTier === undefined ? m.classUnknown : m.riskTiers[riskTier]);
    default:
      return m.keyDates.events[event];
  }
}
