import { html, nothing, type TemplateResult } from 'lit-html';
import { deskTable } from '../../desk/table';
import type { Done } from '../state';
import { className, type PortfolioView } from '../view';

/** Today's figures less those of the summary that was opened, as the engine says them. */
export function changeSection({ summary, settings }: Done, view: PortfolioView): TemplateResult | typeof nothing {
  const { words, f } = view;
  const { change } = summary;
  if (change === undefined || settings.previous === null) return nothing;
  const said = words.change;
  const count = (value: number | null): string => (value === null ? said.unknown : signed(f.count(value)));
  const money = (value: string | null): string => (value === null ? said.unknown : signed(f.amount(value)));
  const rate = (value: string | null): string => (value === null ? said.unknown : signed(f.percent(value)));
  const rows = [
    [said.assessed, count(change.assessed)],
    [said.due, money(change.due)],
    ...change.classes.flatMap((each) => [
      [said.count(className(each.class, view)), count(each.count)],
      [said.dueOf(className(each.class, view)), money(each.due)],
    ]),
    ...change.recovery.map((each) => [said.recovery(className(each.class, view)), rate(each.rate)]),
    [said.cost, rate(change.cost)],
  ];
  return html`<section class="card portfolio-part" id="portfolio-change" aria-labelledby="portfolio-change-heading">
    <h2 id="portfolio-change-heading">${said.heading}</h2>
    <p class="quiet">${said.on(settings.previous.name)}</p>
    ${deskTable(said.heading, [{ head: said.figure }, { head: said.change, figures: true }], rows.map((cells) => ({ cells })), { captionHidden: true })}
  </section>`;
}

/** A rise says that it is one; what fell or stayed needs no more. */
export function signed(text: string): string {
  return /^[-−]/.test(text) || !/[1-9]/.test(text) ? text : `+${text}`;
}
