import './styles/tokens.css';
import './styles/base.css';
import './styles/form.css';
import './styles/conclusions.css';
import './styles/tables.css';
import './styles/timeline.css';
import { render } from 'lit-html';
import { Actions } from './actions';
import { DeskSlot } from './desk/slot';
import { collectorScreen } from './screens/collector';
import { messagesFor } from './i18n/index';
import { initialState, type State, Store } from './state';
import { viewOf } from './view';

const root = element('app');
const announcement = element('announcement');
let drawn = false;
let focusAfterDrawing: string | null = null;

const desk = new DeskSlot(drawSoon);
const store = new Store(initialState(), drawSoon);
const actions = new Actions(store, {
  loaded: desk.loaded,
  announce: (text) => {
    announcement.textContent = text;
  },
  focus: (id) => {
    focusAfterDrawing = id;
    desk.reveal(id);
    drawSoon();
  },
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
  nameThePage(state);
  render(collectorScreen(viewOf(state, actions, desk)), root);
  moveFocus();
}

function nameThePage({ locale }: State): void {
  document.documentElement.lang = locale;
  document.title = messagesFor(locale).title;
}

/** A group of choices has no focus of its own: the chosen one stands for it. */
function moveFocus(): void {
  if (focusAfterDrawing === null) return;
  const target = document.getElementById(focusAfterDrawing);
  focusAfterDrawing = null;
  if (target === null) return;
  const chosen = target.matches('[role=radiogroup]') ? target.querySelector<HTMLElement>('input:checked') : null;
  (chosen ?? target).focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches('form, section') ? 'start' : 'center' });
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}
