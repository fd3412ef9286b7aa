import './journey/answering';
import { ArrearsError, assess, init, version } from 'arrears';
import { answerCall, compiled } from './desk/answer-calls';
import type { Outcome } from './calling';
import type { CallRequest, FullAnswer, Reply, Request } from './protocol';

// The engine compiles here, off the page's thread, and under this file's own content policy.

/** What the page shows besides the conclusions. */
const DETAILS = ['changes', 'keyDates', 'actions'] as const;

function answerTo(request: Request): Reply {
  const { id, facts, withDetails } = request;
  const outcome = attempt(() => {
    const policy = compiled(request.policy);
    return withDetails ? assess(facts, { policy, include: DETAILS }) : assess(facts, { policy });
  });
  if (outcome.kind !== 'value') return { ...outcome, id };
  if (!withDetails) return { kind: 'answer', id, answer: outcome.value };
  return { kind: 'detailed', id, answer: outcome.value as FullAnswer };
}

function replyToCall({ id, call }: CallRequest): Reply {
  return { kind: 'called', id, outcome: attempt(() => answerCall(call)) };
}

function attempt<Value>(work: () => Value): Outcome<Value> {
  try {
    return { kind: 'value', value: work() };
  } catch (thrown) {
    if (!(thrown instanceof ArrearsError) || thrown.code === 'engine') return { kind: 'failed', message: String(thrown) };
    const { problems, problemCount } = thrown;
    return { kind: 'problems', problems, problemCount };
  }
}

function tell(reply: Reply): void {
  postMessage(reply);
}

addEventListener('message', ({ data }: MessageEvent<Request | CallRequest>) => {
  tell(data.kind === 'call' ? replyToCall(data) : answerTo(data));
});

init().then(
  () => tell({ kind: 'ready', version }),
  (thrown: unknown) => tell({ kind: 'failed', id: null, message: String(thrown) }),
);
