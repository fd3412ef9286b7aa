import type { Outcome } from 'arrears';
import { html, nothing, type TemplateResult } from 'lit-html';
import { chip } from '../../components/chip';
import { deskTable } from '../../desk/table';
import type { Flips } from '../protocol';
import { DECISIONS } from '../result-columns';
import type { Done } from '../state';
import { className, policyChoices, type PortfolioView } from '../view';
import { signed } from './change';
import { changedMark, figure } from './summary';
import { notDone, progress } from './run';
import { policySelect } from './settings';

/** The same file under another policy: how many decisions turn. */
export function compareSection(run: Done, view: PortfolioView): TemplateResult {
  const { words, at, portfolio } = view;
  const said = words.compare;
  const others = policyChoices(view).filter(({ key }) => key !== run.settings.policy);
  const chosen = others.find(({ key }) => key === at.otherPolicy)?.key ?? others.at(-1)?.key ?? '';
  const { comparing } = at;
  return html`<section class="card portfolio-part" aria-labelledby="portfolio-compare-heading">
    <h2 id="portfolio-compare-heading">${said.heading}</h2>
    <p class="quiet">${said.intro}</p>
    ${comparing.kind === 'running'
      ? progress(comparing.share, 'cancel-compare', view)
      : html`<div class="portfolio-fields portfolio-fields-with-button">
          ${policySelect('portfolio-other', said.policy, chosen, view, (key) => portfolio.chooseOther(key), run.settings.policy)}
          <button type="button" class="button" id="compare-portfolio" @click=${() => void portfolio.compare(chosen)}>${said.start}</button>
        </div>`}
    ${notDone(comparing, 'portfolio-compare-problem', view)}
    ${comparing.kind === 'done' ? outcome(run, comparing, view) : nothing}
  </section>`;
}

function outcome(run: Done, { policy, flips, summary }: { policy: string; flips: Flips; summary: Done['summary'] }, view: PortfolioView): TemplateResult {
  const { words, f, portfolio } = view;
  const said = words.compare;
  const change = summary.change?.due ?? null;
  const look = async (): Promise<void> => {
    await portfolio.turnTo('flipped', 0);
    portfolio.focus('portfolio-results-heading');
  };
  return html`<div class="portfolio-outcome" id="portfolio-compare-outcome" tabindex="-1">
    <p class="headline"><b>${flips.rows === 0 ? said.none : said.rows(f.count(flips.rows))}</b> ${changedMark(policy, view)}</p>
    ${flips.rows === 0
      ? nothing
      : html`<div class="desk-actions">
          <button type="button" class="button button-quiet" id="look-flipped" @click=${() => void look()}>${said.look}</button>
          <button type="button" class="button button-quiet" id="download-flipped" @click=${() => void portfolio.download('flipped', said.fileName(run.settings.asOf))}>${said.download}</button>
        </div>`}
    <dl class="portfolio-figures">
      ${figure(`${words.summary.due}${view.m.separator}${said.first}`, f.money(run.summary.totals.due))}
      ${figure(`${words.summary.due}${view.m.separator}${said.second}`, f.money(summary.totals.due))}
      ${figure(said.difference, change === null ? words.change.unknown : signed(f.money(change)))}
    </dl>
    ${flips.rows === 0 ? nothing : html`${byDecision(flips, view)} ${byClass(flips, view)}`}
  </div>`;
}

function byDecision({ decisions }: Flips, view: PortfolioView): TemplateResult {
  const { words, m, f } = view;
  const said = words.compare;
  const word = (outcome: string): TemplateResult => chip(outcome as Outcome, m.outcomes[outcome as Outcome]);
  const rows = DECISIONS.flatMap((name) =>
    (decisions[name] ?? []).map(({ from, to, count }) => ({ cells: [words.outcomes.decisions[name], word(from), word(to), f.count(count)] })),
  );
  const columns = [{ head: words.outcomes.decision }, { head: said.from }, { head: said.to }, { head: words.outcomes.cases, figures: true }];
  return deskTable(said.decisions, columns, rows);
}

function byClass({ classes }: Flips, view: PortfolioView): TemplateResult {
  const { words, f, m } = view;
  const said = words.compare;
  const order = ['', ...Object.keys(m.classes)];
  const sorted = classes.toSorted((a, b) => order.indexOf(a.class) - order.indexOf(b.class));
  const columns = [
    { head: said.class },
    ...DECISIONS.map((name) => ({ head: words.outcomes.decisions[name], figures: true })),
    { head: said.any, figures: true },
  ];
  const rows = sorted.map((each) => ({
    cells: [className(each.class === '' ? null : each.class, view), ...DECISIONS.map((name) => f.count(each.byDecision[name] ?? 0)), f.count(each.count)],
  }));
  return deskTable(said.byClass, columns, rows);
}
