import type { MethodTerms, RestructureDecision, TermOption } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { outcomeChip } from '../../components/chip';
import { missingLinks } from '../../components/missing';
import { planWords } from '../../i18n/desk/plan';
import type { DeskView } from '../desk';
import { deskTable } from '../table';

/** Over which terms the whole loan could be repaid from what is left to live on. */
export function restructureView(restructure: RestructureDecision, view: DeskView): TemplateResult {
  const { f, m, state } = view;
  const words = planWords(state.locale);
  const { limit, base, methods, missing, rights, approvedBy } = restructure;
  const fieldAt = state.shown.kind === 'answer' ? state.shown.fieldAt : () => null;
  return html`<div class="plan-standing" id="plan-restructure">
    <p>${outcomeChip(restructure, view)} ${restructure.outcome === 'yes' ? html`<span class="quiet">${m.conclusions.approvedBy(m.roles[approvedBy])}</span>` : nothing}</p>
    ${missingLinks(missing, fieldAt, view)}
    <p class="quiet">
      ${limit === undefined ? nothing : html`<span>${words.limit(f.money(limit))}</span>`}
      ${base === undefined ? nothing : html`<span>${words.base(f.money(base))}</span>`}
    </p>
    ${methods.map((method) => methodView(method, view))}
    ${rights.length === 0 ? nothing : html`<p>${f.list(rights.map(({ label }) => label[state.locale]))}</p>`}
  </div>`;
}

function methodView({ method, shortest, deposit, options }: MethodTerms, view: DeskView): TemplateResult {
  const { f, state } = view;
  const words = planWords(state.locale);
  const name = view.asking.value('vocabulary', null)?.methods[method]?.[state.locale] ?? method;
  return html`<section class="desk-part method">
    <h5>${name}</h5>
    ${deposit === undefined ? nothing : html`<p>${words.deposit(f.money(deposit))}</p>`}
    ${termTable(name, options, shortest, view)}
    ${options.map((option) => scheduleOf(name, option, view))}
  </section>`;
}

function termTable(name: string, options: readonly TermOption[], shortest: number | undefined, view: DeskView): TemplateResult {
  const { f, m, state } = view;
  const words = planWords(state.locale);
  const columns = [
    { head: words.months },
    { head: words.payment, figures: true },
    { head: words.lastPayment, figures: true },
    { head: words.totalInterest, figures: true },
    { head: words.endsOn },
    { head: words.feasible },
  ];
  const rows = options.map((option) => ({
    cells: [
      html`<span>${words.monthsOf(String(option.months))} ${option.months === shortest ? html`<span class="tag">${words.shortest}</span>` : nothing}</span>`,
      f.amount(option.payment),
      f.amount(option.lastPayment),
      f.amount(option.totalInterest),
      f.shortDate(option.endsOn),
      feasibleText(option.feasible, m),
    ],
  }));
  return deskTable(`${name} · ${words.terms}`, columns, rows, { captionHidden: true });
}

function feasibleText(feasible: TermOption['feasible'], { plans, outcomes }: DeskView['m']): string {
  if (feasible === 'yes') return plans.feasible;
  return feasible === 'no' ? plans.notFeasible : outcomes[feasible];
}

/** The payments of a term, folded: there can be hundreds. */
function scheduleOf(name: string, { months, schedule }: TermOption, view: DeskView): TemplateResult | typeof nothing {
  if (schedule === undefined) return nothing;
  const { f, state } = view;
  const words = planWords(state.locale);
  const title = words.schedule(name, String(months));
  const columns = [
    { head: words.number },
    { head: words.dueOn },
    { head: words.principal, figures: true },
    { head: words.interest, figures: true },
    { head: words.payment, figures: true },
    { head: words.balance, figures: true },
  ];
  const rows = schedule.map((row, index) => ({
    cells: [String(index + 1), f.shortDate(row.dueOn), f.amount(row.principal), f.amount(row.interest), f.amount(row.payment), f.amount(row.balance)],
  }));
  return html`<details class="points">
    <summary>${title}</summary>
    ${deskTable(title, columns, rows, { captionHidden: true })}
  </details>`;
}
