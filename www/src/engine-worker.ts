import { ArrearsError, assess, init, version } from 'arrears';
import type { Reply, Request } from './protocol';

// The engine compiles here, off the page's thread, and under this file's own content policy.

function answerTo(request: Request): Reply {
  try {
    const { id, facts, policy } = request;
    return { kind: 'answer', id, answer: assess(facts, { policy, include: ['changes'] }) };
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
