import { ArrearsError, assessPortfolio, init, type PortfolioSettings } from 'arrears/portfolio';
import type { Message, Reply, Requests, RequestName, RequestOutput, RunName, RunPolicy } from './portfolio/protocol';
import { flipsBetween } from './portfolio/worker/flips';
import { readSource, type Source } from './portfolio/worker/reading';
import { badFile, Results } from './portfolio/worker/results';

// The portfolio's own engine, off the page's thread and under this file's own content policy. A file, its results and
// their rows stay here; the page asks for what it shows.

const PIECE = 32_768;

let source: Source | null = null;
const results: Record<RunName, Results> = { first: new Results(), second: new Results() };
let flipped: number[] = [];
const running = new Map<number, AbortController>();

type Answers = { [Name in RequestName]: (input: Requests[Name]['input'], id: number) => Promise<RequestOutput<Name>> | RequestOutput<Name> };

const ANSWERS: Answers = {
  async read({ file }) {
    source = null;
    for (const controller of running.values()) controller.abort();
    const read = await readSource(file);
    if (typeof read === 'string') return { unreadable: read };
    source = read;
    return read.reading;
  },

  async run({ name, settings }, id) {
    if (source === null) throw new Error('there is no file');
    const { rows, firstLine, reading } = source;
    const controller = new AbortController();
    running.set(id, controller);
    const found = new Results();
    let told = 0;
    const { mapping, asOf, locale, previous } = settings;
    const columns = { header: namesOf(mapping), delimiter: reading.delimiter };
    const shared: PortfolioSettings = { input: reading.format, asOf, locale, firstLine, policy: policyOf(settings.policy) };
    try {
      const summary = await assessPortfolio(pieces(rows), {
        ...shared,
        ...(reading.format === 'csv' ? columns : {}),
        ...(previous === null ? {} : { previous: previous as never }),
        signal: controller.signal,
        onRows: (bytes) => found.add(bytes as Uint8Array<ArrayBuffer>),
        onProgress({ bytes }) {
          // The page is drawn anew for each per cent, not for each piece.
          const percent = Math.floor((bytes * 100) / rows.size);
          if (percent !== told) tell({ kind: 'progress', id, bytes, total: rows.size });
          told = percent;
        },
      });
      results[name] = found;
      return { kind: 'done', summary, bad: found.bad.length, rows: found.count };
    } catch (thrown) {
      if (controller.signal.aborted) return { kind: 'cancelled' };
      if (thrown instanceof ArrearsError && thrown.code !== 'engine') return { kind: 'problems', problems: thrown.problems };
      throw thrown;
    } finally {
      running.delete(id);
    }
  },

  rows({ list, from, count }) {
    const { first } = results;
    const numbers = list === 'all' ? null : list === 'bad' ? first.bad : flipped;
    const until = Math.min(from + count, numbers === null ? first.count : numbers.length);
    return Array.from({ length: Math.max(0, until - from) }, (_, index) => first.row(numbers?.[from + index] ?? from + index));
  },

  file: ({ list }) => results.first.file(list === 'all' ? undefined : list === 'bad' ? results.first.bad : flipped),

  badFile: ({ head, words }) => badFile(results.first, head, words, source?.reading.header ?? []),

  flips() {
    const { flips, rows } = flipsBetween(results.first, results.second);
    flipped = rows;
    return flips;
  },
};

/** The rows in pieces so small that a cancel is heard well within a fifth of a second on a slow machine too. */
async function* pieces(rows: Blob): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < rows.size; from += PIECE) yield new Uint8Array(await rows.slice(from, from + PIECE).arrayBuffer());
}

/** A column that is passed over has a name that no fact has. */
function namesOf(mapping: readonly string[]): string[] {
  return mapping.map((path, index) => (path === '' ? `(${index + 1})` : path));
}

/** A built-in policy by its id, or the text of a document. */
function policyOf(policy: RunPolicy): string {
  return 'builtin' in policy ? policy.builtin : policy.changed;
}

function tell(reply: Reply): void {
  postMessage(reply);
}

async function answer<Name extends RequestName>(id: number, name: Name, input: Requests[Name]['input']): Promise<void> {
  try {
    tell({ kind: 'reply', id, output: await ANSWERS[name](input, id) });
  } catch (thrown) {
    tell({ kind: 'failed', id, message: String(thrown) });
  }
}

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if (data.name === 'cancel') running.get(data.id)?.abort();
  else void answer(data.id, data.name, data.input as never);
});

init().then(
  () => tell({ kind: 'ready' }),
  (thrown: unknown) => tell({ kind: 'notReady', message: String(thrown) }),
);
