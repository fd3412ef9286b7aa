import { html, nothing, type TemplateResult } from 'lit-html';
import { isBlankArrear, type ArrearRow } from '../../draft';
import type { Step } from '../../frame/address';
import type { BorrowerDraft } from '../../journey/draft';
import { blank } from '../../journey/facts';
import { backLink, heading, stepLink } from '../../journey/parts/page';
import { chosenPeriods } from '../../journey/route';
import { addressOf, type Screen } from '../../journey/screen';
import { tidyAmount, tidyDate, tidyRate } from '../../tidy';

/** One answer as it reads back, and the screen that changes it. */
interface Line {
  readonly label: string;
  readonly value: string;
  readonly step: Step;
}

/** Every answer with a way to change it, before anything is made of them. */
export function checkScreen(screen: Screen): TemplateResult {
  const { w } = screen;
  const { groups } = w.check;
  return html`${backLink('plan', screen)} ${heading(w.check.heading)}
    <p class="lead">${w.check.intro}</p>
    ${group(groups.owe, oweLines(screen), screen)} ${group(groups.about, aboutLines(screen), screen)}
    ${group(groups.pay, payLines(screen), screen)} ${group(groups.afford, affordLines(screen), screen)}
    ${group(groups.plan, planLines(screen), screen)}
    <p class="actions">${stepLink('estimate', w.check.button, screen)}</p>`;
}

function group(title: string, lines: readonly Line[], screen: Screen): TemplateResult | typeof nothing {
  const { w } = screen;
  if (lines.length === 0) return nothing;
  return html`<section class="answers">
    <h2>${title}</h2>
    <dl>
      ${lines.map(
        ({ label, value, step }) => html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
          <dd class="answer-change">
            <a href=${addressOf(step, screen)}>${w.change}<span class="visually-hidden">${w.changeWhat(label)}</span></a>
          </dd>
        </div>`,
      )}
    </dl>
  </section>`;
}

function oweLines(screen: Screen): Line[] {
  const { w, f, state } = screen;
  const { draft } = state;
  const rows = draft.arrears.filter((row) => !isBlankArrear(row));
  return [
    { label: w.labels.policy, value: draft.policy === '' ? w.unanswered : w.owe.policies[draft.policy], step: 'owe' },
    { label: w.labels.annualRate, value: rateOf(draft, screen), step: 'owe' },
    ...rows.flatMap((row, index) => rowLines(row, rows.length === 1 ? '' : `${w.check.item(f.count(index + 1))} `, screen)),
  ];
}

function rowLines(row: ArrearRow, prefix: string, screen: Screen): Line[] {
  const { w, f } = screen;
  const names = blank(row.fees) ? (['principal', 'interest'] as const) : (['principal', 'interest', 'fees'] as const);
  return [
    { label: `${prefix}${w.labels.dueOn}`, value: f.date(tidyDate(row.dueOn)), step: 'owe' },
    ...names.map((name) => ({ label: `${prefix}${w.labels[name]}`, value: sum(row[name], screen), step: 'owe' as const })),
  ];
}

function aboutLines({ w, m, state }: Screen): Line[] {
  const names = (['firstArrear', 'cameForward'] as const).filter((name) => state.draft[name] !== '');
  return names.map((name) => {
    const known = state.draft[name];
    return { label: w.labels[name], value: known === 'yes' ? m.form.yes : known === 'no' ? m.form.no : w.notSure, step: 'about' };
  });
}

function payLines(screen: Screen): Line[] {
  const { w, state } = screen;
  const { payNow, payment } = state.draft;
  if (payNow === '') return [];
  const first: Line = { label: w.labels.payNow, value: w.pay.options[payNow], step: 'pay' };
  return payNow === 'part' ? [first, { label: w.labels.payment, value: sum(payment, screen), step: 'pay' }] : [first];
}

function affordLines(screen: Screen): Line[] {
  const { w, state } = screen;
  const { draft } = state;
  if (draft.means === '') return [];
  const names = draft.means === 'amount' ? (['amount'] as const) : (['livingCosts', 'otherDebtPayments'] as const);
  const means: Line = { label: w.labels.means, value: w.afford.options[draft.means], step: 'afford' };
  const sums = (['monthlyIncome', ...names] as const).map((name) => ({
    label: w.labels[name],
    value: sum(draft[name], screen),
    step: 'afford' as const,
  }));
  return [means, ...sums];
}

function planLines(screen: Screen): Line[] {
  const { w, f, state } = screen;
  const { standing, draft } = state;
  if (standing === null) return [];
  const periods = chosenPeriods(draft, standing);
  const plan = standing.after.installments.options.find((option) => option.periods === periods);
  const own: Line[] = draft.plan === 'other' ? [{ label: w.labels.otherAmount, value: sum(draft.otherAmount, screen), step: 'plan' }] : [];
  if (plan === undefined) return own;
  return [...own, { label: w.labels.plan, value: w.plan.option(f.money(plan.payment), String(plan.periods)), step: 'plan' }];
}

function rateOf({ annualRate }: BorrowerDraft, { w }: Screen): string {
  return blank(annualRate) ? w.unanswered : tidyRate(annualRate);
}

function sum(typed: string, { w, f }: Screen): string {
  return blank(typed) ? w.unanswered : f.money(tidyAmount(typed));
}
