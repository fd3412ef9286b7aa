// A case as the text of a link: JSON, compressed by gzip, in the base64 of addresses. Gzip carries a checksum,
// so that a link which lost or changed a letter on its way is found out.

/** As much as a link may hold before and after compression; what is longer was never made by this page. */
const TEXT_MAX = 60_000;
const BYTES_MAX = 400_000;
const LETTERS = /^[A-Za-z0-9_-]*$/;

/** Packs data, or gives `null` where it is too much for a link. */
export async function pack(data: unknown): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  if (bytes.length > BYTES_MAX) return null;
  const packed = await collect(streamOf(bytes).pipeThrough(new CompressionStream('gzip')), BYTES_MAX);
  const text = packed === null ? null : toText(packed);
  return text === null || text.length > TEXT_MAX ? null : text;
}

/** The data of a packed text, or `undefined` where the text is damaged. */
export async function unpack(text: string): Promise<unknown> {
  try {
    const packed = toBytes(text);
    if (packed === null) return undefined;
    const bytes = await collect(streamOf(packed).pipeThrough(new DecompressionStream('gzip')), BYTES_MAX);
    if (bytes === null) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function toText(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function toBytes(text: string): Uint8Array<ArrayBuffer> | null {
  if (text === '' || text.length > TEXT_MAX || !LETTERS.test(text)) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  // The last letter has bits to spare: a text that differs only in those is not one that was written here.
  return toText(bytes) === text ? bytes : null;
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** All that a stream gives, or `null` where it gives more than it may. */
async function collect(stream: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value === undefined) continue;
    length += value.length;
    if (length > max) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
