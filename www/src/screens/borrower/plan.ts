import type { PlanOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Standing } from '../../journey/calls';
import type { BorrowerDraft } from '../../journey/draft';
import { choiceQuestion, type Option } from '../../journey/parts/choice-question';
import { chargesIn } from '../../journey/parts/due-card';
import { backLink, heading, questions } from '../../journey/parts/page';
import { problemSummary } from '../../journey/parts/problems';
import { figureQuestion } from '../../journey/parts/text-question';
import type { Screen } from '../../journey/screen';
import { tidyAmount } from '../../tidy';

/** The plans that the policy allows and the borrower's means cover: at most three, none of them chosen before. */
export function planScreen(screen: Screen): TemplateResult {
  const { w, state } = screen;
  const { standing } = state;
  return html`${backLink('afford', screen)} ${problemSummary(screen)} ${heading(w.plan.heading)}
    ${standing === null
      ? nothing
      : html`<p class="lead">${meansLine(standing, screen)}</p>
          ${questions(choiceQuestion({ name: 'plan', legend: w.plan.question, options: planOptions(standing, screen) }, screen), screen)}`}`;
}

/** Where the plans come from: today's payment, what is left to live on, and what the policy allows. */
export function meansLine(standing: Standing, { w, f, state }: Screen): string {
  const { limit } = standing.after.installments;
  const { total } = standing.after.due;
  const paid = paidToday(state.draft);
  const left = standing.left?.limit ?? null;
  return [
    paid === null || total === null ? '' : w.plan.afterPayment(f.money(paid), f.money(total)),
    left === null ? '' : w.plan.left(f.money(left)),
    limit === undefined ? '' : w.plan.limit(f.money(limit)),
  ].join('');
}

/** The sum that is paid today, where one is; the engine has read it already. */
export function paidToday({ payNow, payment }: BorrowerDraft): string | null {
  return payNow === 'part' ? tidyAmount(payment) : null;
}

function planOptions(standing: Standing, screen: Screen): Option[] {
  const { w } = screen;
  const { options } = standing.after.installments;
  const offered = options.filter(({ periods }) => standing.offered.includes(periods));
  return [
    ...offered.map((plan) => ({ value: String(plan.periods), label: planLabel(plan, standing, screen) })),
    { value: 'other', label: w.plan.other, more: figureQuestion('otherAmount', screen, w.plan.otherHint) },
    { value: 'none', label: w.plan.none },
  ];
}

function planLabel(plan: PlanOption, { after }: Standing, screen: Screen): TemplateResult {
  const { w, f } = screen;
  const first = plan.schedule[0];
  const last = plan.schedule.at(-1);
  return html`<b>${w.plan.option(f.money(plan.payment), String(plan.periods))}</b>
    ${first === undefined ? nothing : html`<span class="option-line">${w.plan.first(f.date(first.dueOn))}</span>`}
    ${last === undefined ? nothing : html`<span class="option-line">${w.plan.last(f.date(last.dueOn), f.money(last.payment))}</span>`}
    ${after.due.total === null || after.conventions.planInterest !== 'frozen'
      ? nothing
      : html`<span class="option-line">${totalText(after.due.total, screen)}${chargesIn(after.due, screen)}</span>`}`;
}

/** What the payments of a plan come to; beside a payment today, that is what is left after it. */
export function totalText(total: string, { w, f, state }: Screen): string {
  return paidToday(state.draft) === null ? w.plan.total(f.money(total)) : w.plan.totalLeft(f.money(total));
}
