import type { Clause, InstallmentsDecision, PlanOption, PolicyItem } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { clauseCondition, clauseValue, factLabel } from '../../outcome';
import { sourceNamed } from '../../source';
import type { Standing } from '../../journey/calls';
import type { BorrowerDraft } from '../../journey/draft';
import { dueCard } from '../../journey/parts/due-card';
import { type Exit, exitPage } from '../../journey/parts/exit';
import { isNothing } from '../../journey/route';
import type { Screen } from '../../journey/screen';
import { tidyAmount } from '../../tidy';
import type { Step } from '../../frame/address';

/** Everything overdue can be paid today. */
export function paidNowExit(standing: Standing, screen: Screen): TemplateResult {
  const { w, f, state } = screen;
  const { total, dailyGrowth } = standing.before.due;
  const sum = total === null ? '' : f.money(total);
  const grows = dailyGrowth === null || isNothing(dailyGrowth) ? w.exits.paidNow.noGrowth : w.exits.paidNow.grows(f.money(dailyGrowth));
  const lines = [...(state.draft.payNow === 'part' ? [w.exits.paidNow.partly(sum)] : []), grows];
  return exitPage(
    {
      heading: w.exits.paidNow.heading(sum),
      back: 'pay',
      body: html`${lines.map((line) => html`<p class="lead">${line}</p>`)} ${dueCard(standing.before, screen)}`,
      steps: w.exits.paidNow.steps,
      lines,
    },
    screen,
  );
}

export function notOverdueExit({ before }: Standing, screen: Screen): TemplateResult {
  const { w, f } = screen;
  const reason = w.exits.notOverdue.reason(f.date(before.asOf));
  return exitPage(
    {
      heading: w.exits.notOverdue.heading,
      back: 'owe',
      body: html`<p class="lead">${reason}</p>`,
      steps: w.exits.notOverdue.steps,
      lines: [reason],
    },
    screen,
  );
}

/** The policy allows no plan: what it asks, what the case says, and what would help. */
export function notEligibleExit({ after }: Standing, screen: Screen): TemplateResult {
  const { w, f } = screen;
  const { installments } = after;
  const words = w.exits.notEligible;
  const lines = eligibilityLines(installments, screen);
  const exit: Exit = {
    heading: installments.outcome === 'notYet' ? words.notYet(f.date(installments.opensOn)) : words.heading,
    back: 'afford',
    body: html`<p class="lead">${words.reason}</p>
      ${blockingClauses(installments, screen)} ${lines.map((line) => html`<p>${line}</p>`)}`,
    steps: words.steps,
    ways: ways([payFirst(words.payFirst, screen), hardshipLink(words.hardship, screen)]),
    lines,
  };
  return exitPage(exit, screen);
}

function eligibilityLines(installments: InstallmentsDecision, { w, f }: Screen): string[] {
  const words = w.exits.notEligible;
  const { options, limit, deposit } = installments;
  const lowest = options.at(-1);
  return [
    ...(lowest === undefined ? [] : [words.lowest(f.money(lowest.payment), String(lowest.periods))]),
    ...(limit === undefined ? [] : [words.most(f.money(limit))]),
    ...(deposit === undefined || lowest === undefined ? [] : [words.deposit(f.money(deposit), String(lowest.periods))]),
  ];
}

/** The clauses that stand in the way, the same line once, each with what the policy asks and where that stands. */
function blockingClauses(decision: InstallmentsDecision, screen: Screen): TemplateResult | typeof nothing {
  const { w, m, f } = screen;
  const told = new Map<string, Clause>();
  for (const clause of decision.clauses) {
    // The plan of the most payments comes last: its share is the lowest.
    if (clause.decisive && clause.status === 'notMet') told.set(clause.id, clause);
  }
  if (told.size === 0) return nothing;
  return html`<dl class="limits">
    ${[...told.values()].map(
      (clause) => html`<div>
        <dt>${factLabel(clause.fact, m)}</dt>
        <dd><b>${clauseValue(clause, m, f)}</b></dd>
        <dd>${w.exits.notEligible.limit}${m.separator}${clauseCondition(clause, m, f)}</dd>
        <dd class="quiet">${sourceNamed(clause.source, screen)}</dd>
      </div>`,
    )}
  </dl>`;
}

/** There are plans, but none that this borrower can pay. */
export function cannotAffordExit(standing: Standing, screen: Screen): TemplateResult {
  const { w, state } = screen;
  const words = w.exits.cannotAfford;
  const lines = affordLines(standing, screen);
  return exitPage(
    {
      heading: words.heading,
      back: standing.offered.length > 0 ? 'plan' : 'afford',
      body: html`<p class="lead">${words.reason}</p>
        ${lines.map((line) => html`<p>${line}</p>`)}`,
      steps: words.steps,
      ways: ways([
        payFirst(words.payFirst, screen),
        standing.offered.length > 0 ? way('plan', words.plans, { plan: '', otherAmount: '' }, screen) : nothing,
        state.policyFacts === null ? nothing : hardshipLink(words.hardship, screen),
      ]),
      lines,
    },
    screen,
  );
}

function affordLines(standing: Standing, { w, f, state }: Screen): string[] {
  const words = w.exits.cannotAfford;
  const { draft } = state;
  const lowest = lowestPlan(standing);
  const month = draft.means === 'amount' ? tidyAmount(draft.amount) : (standing.left?.limit ?? null);
  return [
    ...(month === null ? [] : [words.means(f.money(month))]),
    ...(draft.plan === 'other' ? [words.own(f.money(tidyAmount(draft.otherAmount)))] : []),
    ...(lowest === undefined ? [] : [words.lowest(f.money(lowest.payment), String(lowest.periods))]),
    words.noPlan,
  ];
}

/** The plan of the most payments, which are the lowest. */
function lowestPlan({ after }: Standing): PlanOption | undefined {
  return after.installments.options.filter(({ feasible }) => feasible === 'yes').at(-1);
}

/** A person decides: about a plan, or about an application for hardship. */
export function needsAPersonExit(standing: Standing, screen: Screen): TemplateResult {
  const { w, m, locale, state } = screen;
  const words = w.exits.needsAPerson;
  const { hardship } = state;
  const decision = hardship?.outcome === 'refer' ? hardship : standing.after.installments;
  const role = decision.outcome === 'refer' ? m.roles[decision.refersTo] : m.roles[standing.after.installments.approvedBy];
  const cause = hardship?.cause;
  const lines = [words.reason(role), ...(cause === undefined ? [] : [words.cause(cause.label[locale])])];
  return exitPage(
    {
      heading: words.heading,
      back: hardship === null ? 'afford' : 'hardship',
      body: html`<p class="lead">${words.reason(role)}</p>
        ${cause === undefined ? nothing : html`<p>${words.cause(cause.label[locale])}</p>`}
        ${named(words.looksAt, hardship?.criteria, screen)} ${named(words.measures, hardship?.measures, screen)}`,
      steps: words.steps,
      lines,
    },
    screen,
  );
}

export function noHardshipExit(screen: Screen): TemplateResult | typeof nothing {
  const { w, state } = screen;
  const { hardship } = state;
  if (hardship === null) return nothing;
  const words = w.exits.noHardship;
  const blocking = hardship.clauses.filter(({ decisive, status }) => decisive && status === 'notMet');
  return exitPage(
    {
      heading: words.heading,
      back: 'hardship',
      body: html`<p class="lead">${words.reason}</p>
        <dl class="limits">
          ${blocking.map(
            (clause) => html`<div>
              <dt>${hardshipLabel(clause, screen)}</dt>
              <dd><b>${hardshipReason(clause, screen)}</b></dd>
              <dd class="quiet">${hardshipSource(clause, screen)}</dd>
            </div>`,
          )}
        </dl>
        ${named(words.rights, hardship.rights, screen)}`,
      steps: words.steps,
    },
    screen,
  );
}

function hardshipLabel({ fact }: Clause, { w, locale, state }: Screen): string {
  if (fact === 'hardshipEvidenced') return w.labels.evidenced;
  return state.hardship?.cause?.label[locale] ?? w.labels.cause;
}

function hardshipReason({ fact }: Clause, { w }: Screen): string {
  return fact === 'hardshipEvidenced' ? w.exits.noHardship.notEvidenced : w.exits.noHardship.notACause;
}

function hardshipSource({ source }: Clause, { w, m }: Screen): TemplateResult {
  const places: Readonly<Record<string, string>> = { ...m.sources.places, ...w.places };
  return sourceNamed(source, { m: { ...m, sources: { ...m.sources, places: places as typeof m.sources.places } } });
}

/** Points of the policy in the reader's language. */
function named(title: string, items: readonly PolicyItem[] | undefined, { locale }: Screen): TemplateResult | typeof nothing {
  if (items === undefined || items.length === 0) return nothing;
  return html`<h2>${title}</h2>
    <ul class="bullets">
      ${items.map(({ label }) => html`<li>${label[locale]}</li>`)}
    </ul>`;
}

function ways(links: readonly (TemplateResult | typeof nothing)[]): TemplateResult {
  return html`<ul class="ways">
    ${links.map((link) => (link === nothing ? nothing : html`<li>${link}</li>`))}
  </ul>`;
}

function payFirst(text: string, screen: Screen): TemplateResult | typeof nothing {
  return screen.state.draft.payNow === 'part'
    ? way('pay', text, {}, screen)
    : way('pay', text, { payNow: 'part', plan: '' }, screen);
}

function hardshipLink(text: string, screen: Screen): TemplateResult {
  return way('hardship', text, {}, screen);
}

function way(step: Step, text: string, change: Partial<BorrowerDraft>, { journey }: Screen): TemplateResult {
  return html`<button type="button" class="as-link" @click=${() => journey.revisit(step, change)}>${text}</button>`;
}
