import type { Answer } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { formatFor, todayInChina } from '../format';
import { frameMessages } from '../i18n/frame/index';
import type { Locale } from '../locale';

/** Said where a value that decided something should have been looked at again before today. */
export function staleNotice(answer: Answer, locale: Locale): TemplateResult | typeof nothing {
  const review = earliestReview(answer);
  const today = todayInChina();
  const day = answer.asOf > today ? answer.asOf : today;
  if (review === null || review >= day) return nothing;
  const { stale } = frameMessages(locale);
  return html`<aside class="stale" aria-label=${stale.heading}>
    <b>${stale.heading}</b>
    <p>${stale.review(formatFor(locale).date(review))} ${stale.check}</p>
  </aside>`;
}

/** The first of the days by which the clauses of an answer are to be reviewed. */
function earliestReview({ waiver, installments, escalation }: Answer): string | null {
  const decisions = [waiver, installments, escalation.litigation, escalation.agency];
  const days = decisions.flatMap(({ clauses }) => clauses.map(({ source }) => source.reviewBy));
  return days.reduce<string | null>((earliest, day) => (earliest === null || day < earliest ? day : earliest), null);
}
