import type { PolicyRef } from 'arrears';
import type { Draft } from '../draft';
import type { BorrowerDraft } from '../journey/draft';
import { borrowerShape, freshBorrower } from './borrower-fields';
import { collectorShape, freshCollector } from './collector-fields';
import { pack, unpack } from './packing';
import { readFields, type Shape, writeFields } from './shape';

/** The policy version that a case was computed by when its link was made. */
export type LinkedPolicy = Pick<PolicyRef, 'id' | 'version' | 'fingerprint'>;

/** A case that somebody passed on, or that was carried over a reload. */
export interface Linked<CaseDraft> {
  readonly draft: CaseDraft;
  /** Absent where nothing had been computed yet. */
  readonly policy: LinkedPolicy | null;
}

interface Format<CaseDraft extends object> {
  readonly journey: string;
  readonly shape: Shape<CaseDraft>;
  readonly fresh: () => CaseDraft;
}

const COLLECTOR: Format<Draft> = { journey: 'collector', shape: collectorShape, fresh: freshCollector };
const BORROWER: Format<BorrowerDraft> = { journey: 'borrower', shape: borrowerShape, fresh: freshBorrower };

export const linkOfCollector = (linked: Linked<Draft>): Promise<string | null> => write(COLLECTOR, linked);
export const linkOfBorrower = (linked: Linked<BorrowerDraft>): Promise<string | null> => write(BORROWER, linked);
/** `null` where the text of the link is damaged. */
export const collectorOfLink = (text: string): Promise<Linked<Draft> | null> => read(COLLECTOR, text);
export const borrowerOfLink = (text: string): Promise<Linked<BorrowerDraft> | null> => read(BORROWER, text);

const VERSION = 1;

function write<CaseDraft extends object>(format: Format<CaseDraft>, linked: Linked<CaseDraft>): Promise<string | null> {
  const { draft, policy } = linked;
  return pack([VERSION, format.journey, policyFields(policy), writeFields(draft, format.shape, format.fresh())]);
}

async function read<CaseDraft extends object>(format: Format<CaseDraft>, text: string): Promise<Linked<CaseDraft> | null> {
  const data = await unpack(text);
  if (!Array.isArray(data) || data.length !== 4) return null;
  const [version, journey, policyWritten, written] = data as unknown[];
  const policy = policyOf(policyWritten);
  const draft = readFields(written, format.shape, format.fresh());
  if (version !== VERSION || journey !== format.journey || policy === undefined || draft === undefined) return null;
  return { draft, policy };
}

function policyFields(policy: LinkedPolicy | null): readonly string[] {
  return policy === null ? [] : [policy.id, policy.version, policy.fingerprint];
}

function policyOf(written: unknown): LinkedPolicy | null | undefined {
  if (!Array.isArray(written) || !written.every((part) => typeof part === 'string')) return undefined;
  if (written.length === 0) return null;
  const [id, version, fingerprint, more] = written;
  if (id === undefined || version === undefined || fingerprint === undefined || more !== undefined) return undefined;
  return { id, version, fingerprint };
}
