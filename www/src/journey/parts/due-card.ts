import type { Answer } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { isNothing } from '../route';
import type { Screen } from '../screen';

/** What is owed, what it is made of, and how it grows: the figures that everything else follows from. */
export function dueCard(answer: Answer, screen: Screen): TemplateResult {
  const { asOf, due, delinquency } = answer;
  const { w, m, f } = screen;
  const grows = due.dailyGrowth === null || isNothing(due.dailyGrowth) ? null : due.dailyGrowth;
  return html`<section class="card figures-card" aria-labelledby="due-heading">
    <h2 id="due-heading">${w.due.heading}</h2>
    <p class="total">${due.total === null ? m.outcomes.undetermined : f.money(due.total)}</p>
    <p class="quiet">
      ${w.due.asOf(f.date(asOf))}${m.comma}${w.due.daysPastDue(f.count(delinquency.daysPastDue))}
      ${grows === null ? nothing : html`<br />${w.due.grows(f.money(grows))}`}
    </p>
    <dl class="lines">
      ${dueParts(due).map(
        ([name, amount]) => html`<div>
          <dt>${w.due[name]}</dt>
          <dd>${amount === null ? m.due.notKnown : f.money(amount)}</dd>
        </div>`,
      )}
    </dl>
    ${working(answer, screen)}
  </section>`;
}

/** How each charge came about, one line a stretch of days with one rate. */
export function working({ penalty }: Answer, { w, m, f }: Screen): TemplateResult | typeof nothing {
  if (penalty.lines.length === 0) return nothing;
  const said = penalty.lines.flatMap(({ component, dueOn, segments }) =>
    segments.map(({ formula, amount }) => w.due.workingLine(m.due.ofDue(w.due[component], f.shortDate(dueOn)), formula, f.money(amount))),
  );
  return html`<details class="fold working-fold">
    <summary>${w.due.working}</summary>
    <ul class="bullets">
      ${said.map((line) => html`<li>${line}</li>`)}
    </ul>
    <p class="hint">${m.due.counting}</p>
  </details>`;
}

type PartName = 'principal' | 'interest' | 'fees' | 'penalty' | 'compound';

/** The parts of what is owed; fees only where there are some. */
function dueParts(due: Answer['due']): [PartName, string | null][] {
  const parts: [PartName, string | null][] = [
    ['principal', due.principal],
    ['interest', due.interest],
    ['penalty', due.penalty],
    ['compound', due.compound],
  ];
  return isNothing(due.fees) ? parts : [...parts, ['fees', due.fees]];
}

/** The charges in a total: `其中罚息 ¥1,485.00、复利 ¥22.28`. */
export function chargesIn(due: Answer['due'], { w, f }: Screen): string {
  const charges = (['penalty', 'compound', 'fees'] as const).flatMap((name) => {
    const amount = due[name];
    return amount === null || isNothing(amount) ? [] : [w.plan.part(w.due[name], f.money(amount))];
  });
  return charges.length === 0 ? '' : w.plan.ofWhich(f.list(charges));
}
