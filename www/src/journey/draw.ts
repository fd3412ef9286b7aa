import '../styles/journey.css';
import '../styles/journey-print.css';
import { html, nothing, type TemplateResult } from 'lit-html';
import { pageFooter } from '../components/page-frame';
import type { Step } from '../frame/address';
import { headerEnd } from '../frame/header';
import { frameMessages } from '../i18n/frame/index';
import { aboutScreen } from '../screens/borrower/about';
import { affordScreen } from '../screens/borrower/afford';
import { checkScreen } from '../screens/borrower/check';
import { estimateScreen } from '../screens/borrower/estimate';
import {
  cannotAffordExit,
  needsAPersonExit,
  noHardshipExit,
  notEligibleExit,
  notOverdueExit,
  paidNowExit,
} from '../screens/borrower/exits';
import { failedScreen } from '../screens/borrower/failed';
import { hardshipScreen, moreScreen } from '../screens/borrower/hardship';
import { missingExit } from '../screens/borrower/missing';
import { oweScreen } from '../screens/borrower/owe';
import { payScreen } from '../screens/borrower/pay';
import { planScreen } from '../screens/borrower/plan';
import { startScreen } from '../screens/borrower/start';
import type { View } from '../view';
import type { Standing } from './calls';
import { HEADING, type Journey } from './journey';
import { heading } from './parts/page';
import { printLine, setPrintFoot } from './print-foot';
import { type Screen, screenOf } from './screen';

/** The journey's page: its header, the screen of the address, and help at the end. */
export function drawJourney(view: View, step: Step, journey: Journey): TemplateResult {
  const screen = screenOf(view, step, journey);
  const words = frameMessages(screen.locale);
  const line = printLine(screen);
  setPrintFoot(line);
  const skip = (event: Event): void => {
    event.preventDefault();
    journey.showProblem(HEADING);
  };
  return html`<div class="skips"><a href="#heading" @click=${skip}>${words.skipToMain}</a></div>
    <header class="top">
      <div class="top-inner">
        <div>
          <p class="site-name">${screen.w.siteName}</p>
          <p class="tagline">${words.borrowerTagline}</p>
        </div>
        ${headerEnd('borrower', view)}
      </div>
    </header>
    <main class="journey-main" aria-busy=${screen.state.busy ? 'true' : 'false'}>
      ${bodyOf(screen)} ${line === '' ? nothing : html`<p class="print-line">${line}</p>`}
    </main>
    ${pageFooter(view, 'borrower')}`;
}

function bodyOf(screen: Screen): TemplateResult | typeof nothing {
  if (screen.state.failed && screen.step !== 'start') return failedScreen(screen);
  switch (screen.step) {
    case 'start':
      return startScreen(screen);
    case 'owe':
      return oweScreen(screen);
    default:
      return screen.state.standing === null ? heading(screen.w.calculating) : answeredBody(screen.state.standing, screen);
  }
}

/** The screens that stand on what the engine has said. */
function answeredBody(standing: Standing, screen: Screen): TemplateResult | typeof nothing {
  switch (screen.step) {
    case 'about':
      return aboutScreen(screen);
    case 'pay':
      return payScreen(screen);
    case 'afford':
      return affordScreen(screen);
    case 'plan':
      return planScreen(screen);
    case 'check':
      return checkScreen(screen);
    case 'estimate':
      return estimateScreen(screen);
    case 'hardship':
      return hardshipScreen(screen);
    case 'more':
      return moreScreen(screen);
    case 'paid-now':
      return paidNowExit(standing, screen);
    case 'not-overdue':
      return notOverdueExit(standing, screen);
    case 'not-eligible':
      return notEligibleExit(standing, screen);
    case 'cannot-afford':
      return cannotAffordExit(standing, screen);
    case 'needs-a-person':
      return needsAPersonExit(standing, screen);
    case 'no-hardship':
      return noHardshipExit(screen);
    case 'missing':
      return missingExit(standing, screen);
    case 'start':
    case 'owe':
      return nothing;
  }
}
