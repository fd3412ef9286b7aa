import './styles/tokens.css';
import './styles/base.css';
import './styles/form.css';
import './styles/conclusions.css';
import './styles/tables.css';
import './styles/timeline.css';
import './styles/frame.css';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { Actions } from './actions';
import { DeskSlot } from './desk/slot';
import { type Address, borrower, COLLECTOR, DAMAGED_LINK } from './frame/address';
import { Router } from './frame/router';
import { updateBar } from './frame/update-bar';
import { Updates } from './frame/updates';
import { frameMessages } from './i18n/frame/index';
import { JourneySlot } from './journey/slot';
import { Line } from './journey/line';
import { PortfolioSlot } from './portfolio/slot';
import { collectorScreen } from './screens/collector';
import { damagedLinkScreen, openingScreen } from './screens/link';
import { reloadWith, takeCarried } from './share/carried';
import {
  borrowerOfData,
  borrowerOfLink,
  collectorOfData,
  collectorOfLink,
  dataOfBorrower,
  dataOfCollector,
} from './share/case-link';
import { messagesFor } from './i18n/index';
import { initialState, type State, Store } from './state';
import { type View, viewOf } from './view';

const root = element('app');
const announcement = element('announcement');
let drawn = false;
let focusAfterDrawing: string | null = null;
let updateWaiting = false;

const router = new Router(moved);
const line = new Line();
const desk = new DeskSlot(drawSoon);
const store = new Store({ ...initialState(), locale: router.address.locale }, drawSoon);
const journey = new JourneySlot({
  line,
  redraw: drawSoon,
  go: (step) => router.go(borrower(step)),
  replace: (step) => router.replace(borrower(step)),
  focus,
  announce,
  reload,
});
const portfolio = new PortfolioSlot({
  redraw: drawSoon,
  announce,
  focus,
  changedPolicy: () => store.state.changedPolicy,
  locale: () => store.state.locale,
});
const actions = new Actions(store, { loaded: Promise.all([desk.loaded, journey.loaded]), announce, focus });
actions.connect(line.farEnd);
const updates = new Updates((waiting) => {
  updateWaiting = waiting;
  if (waiting) announce(frameMessages(store.state.locale).update.ready);
  drawSoon();
});
void journey.loaded.then(async () => {
  await resume();
  arrive(router.address);
  await updates.start(reload);
});
draw();

/** Changes that come together are drawn once. */
function drawSoon(): void {
  if (!drawn) return;
  drawn = false;
  queueMicrotask(draw);
}

function draw(): void {
  drawn = true;
  const { state } = store;
  router.setLocale(state.locale);
  if (state.latest.kind === 'failed') line.breakOff(state.latest.message);
  const bar = updateWaiting ? updateBar(updates, state.locale) : nothing;
  render(html`${screen(viewOf(state, actions, desk))}${bar}`, root);
  nameThePage(state);
  moveFocus();
}

function screen(view: View): TemplateResult | typeof nothing {
  const { place } = router;
  switch (place.kind) {
    case 'collector':
      return collectorScreen(view);
    case 'portfolio':
      return portfolio.draw(view);
    case 'borrower':
      return journey.draw(view, place.step);
    case 'case':
      return openingScreen(view);
    case 'damagedLink':
      return damagedLinkScreen(view);
  }
}

/** The reader has moved: by a link, by the browser's own buttons, or because an answer leads on. */
function moved(address: Address): void {
  store.update((state) => ({ ...state, locale: address.locale }));
  focus('heading');
  arrive(address);
  drawSoon();
}

function arrive({ place }: Address): void {
  if (place.kind === 'borrower') journey.journey?.arrive(place.step);
  if (place.kind === 'portfolio') portfolio.arrive();
  if (place.kind === 'case') void open(place);
}

/** Opens a case that somebody passed on, and takes it out of the address again. */
async function open({ journey: name, text }: Extract<Address['place'], { kind: 'case' }>): Promise<void> {
  if (name === 'collector') {
    const linked = await collectorOfLink(text);
    router.replace(linked === null ? DAMAGED_LINK : COLLECTOR);
    if (linked !== null) actions.openCase(linked);
    return;
  }
  const linked = await borrowerOfLink(text);
  if (linked === null) router.replace(DAMAGED_LINK);
  else await journey.open(linked);
}

/** Loads the page anew, whatever version it then is, with what was entered in both journeys. */
function reload(): void {
  const { draft, shown } = store.state;
  const answers = journey.journey?.state;
  reloadWith({
    collector: dataOfCollector({ draft, policy: shown.kind === 'answer' ? shown.answer.policy : null }),
    borrower: answers && dataOfBorrower({ draft: answers.draft, policy: answers.standing?.before.policy ?? null }),
  });
}

/** Goes on with what the page was loaded with, if it was. */
async function resume(): Promise<void> {
  const carried = takeCarried();
  if (carried === null) return;
  const [ofCollector, ofBorrower] = [collectorOfData(carried.collector), borrowerOfData(carried.borrower)];
  if (ofCollector !== null) actions.resume(ofCollector);
  if (ofBorrower !== null) await journey.resume(ofBorrower);
}

function announce(text: string): void {
  announcement.textContent = text;
}

function focus(id: string): void {
  focusAfterDrawing = id;
  desk.reveal(id);
  drawSoon();
}

/** A screen of questions is called by its heading, and says first that something has to be corrected. */
function nameThePage({ locale }: State): void {
  const site = messagesFor(locale).title;
  const heading = document.getElementById('heading')?.textContent ?? '';
  document.documentElement.lang = locale;
  const mistaken = document.querySelector('.journey-main .summary') === null ? '' : frameMessages(locale).mistakesInTitle;
  document.title = heading === '' || heading === site ? site : `${mistaken}${heading} - ${site}`;
}

/** A group of choices has no focus of its own: the chosen one stands for it. */
function moveFocus(): void {
  if (focusAfterDrawing === null) return;
  const target = document.getElementById(focusAfterDrawing);
  focusAfterDrawing = null;
  if (target === null) return;
  const chosen = target.matches('[role=radiogroup]') ? target.querySelector<HTMLElement>('input:checked') : null;
  (chosen ?? target).focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches('form, section, h1') ? 'start' : 'center' });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
