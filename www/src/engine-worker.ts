import './journey/answering';
import { ArrearsError, assess, init, version } from 'arrears';
import type { FullAnswer, Reply, Request } from './protocol';

// The engine compiles here, off the page's thread, and under this file's own content policy.

/** What the page shows besides the conclusions. */
const DETAILS = ['changes', 'keyDates', 'actions'] as const;

function answerTo(request: Request): Reply {
  try {
    const { id, facts, policy, withDetails } = request;
    if (!withDetails) return { kind: 'answer', id, answer: assess(facts, { policy }) };
    return { kind: 'detailed', id, answer: assess(facts, { policy, include: DETAILS }) as FullAnswer };
  } catch (thrown) {
    return refusalOf(request, thrown);
  }
}

function refusalOf(request: Request, thrown: unknown): Reply {
  if (thrown instanceof ArrearsError && thrown.code !== 'engine') {
    const { problems, problemCount } = thrown;
    return { kind: 'problems', id: request.id, problems, problemCount };
  }
  return { kind: 'failed', id: request.id, message: String(thrown) };
}

function tell(reply: Reply): void {
  postMessage(reply);
}

addEventListener('message', (event: MessageEvent<Request>) => tell(answerTo(event.data)));

init().then(
  () => tell({ kind: 'ready', version }),
  (thrown: unknown) => tell({ kind: 'failed', id: null, message: String(thrown) }),
);
