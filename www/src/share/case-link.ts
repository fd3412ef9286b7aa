import type { PolicyRef } from 'arrears';
import type { Draft } from '../draft';
import type { BorrowerDraft } from '../journey/draft';
import { borrowerShape, freshBorrower } from './borrower-fields';
import { collectorShape, freshCollector } from './collector-fields';
import { pack, unpack } from './packing';
import { readFields, type Shape, writeFields } from './shape';

/** The policy version that a case was computed by when its link was made. */
export type LinkedPolicy = Pick<PolicyRef, 'id' | 'version' | 'fingerprint'>;

/** A case that somebody passed on, or that was carried over to a newer version of the page. */
export interface Linked<CaseDraft> {
  readonly draft: CaseDraft;
  /** Absent where nothing had been computed yet. */
  readonly policy: LinkedPolicy | null;
}

/** Where a case on the page has come from, and the policy version that it was computed by there. */
export interface Origin {
  readonly by: 'link' | 'update';
  readonly policy: LinkedPolicy;
}

export function originOf(by: Origin['by'], { policy }: Linked<unknown>): Origin | null {
  return policy === null ? null : { by, policy };
}

interface Format<CaseDraft extends object> {
  readonly journey: string;
  readonly shape: Shape<CaseDraft>;
  readonly fresh: () => CaseDraft;
}

const COLLECTOR: Format<Draft> = { journey: 'collector', shape: collectorShape, fresh: freshCollector };
const BORROWER: Format<BorrowerDraft> = { journey: 'borrower', shape: borrowerShape, fresh: freshBorrower };

export const linkOfCollector = (linked: Linked<Draft>): Promise<string | null> => pack(dataOf(COLLECTOR, linked));
export const linkOfBorrower = (linked: Linked<BorrowerDraft>): Promise<string | null> => pack(dataOf(BORROWER, linked));
/** `null` where the text of the link is damaged. */
export const collectorOfLink = async (text: string): Promise<Linked<Draft> | null> => ofData(COLLECTOR, await unpack(text));
export const borrowerOfLink = async (text: string): Promise<Linked<BorrowerDraft> | null> => ofData(BORROWER, await unpack(text));

/** The same as plain data, for where a text is not needed. */
export const dataOfCollector = (linked: Linked<Draft>): unknown => dataOf(COLLECTOR, linked);
export const dataOfBorrower = (linked: Linked<BorrowerDraft>): unknown => dataOf(BORROWER, linked);
export const collectorOfData = (data: unknown): Linked<Draft> | null => ofData(COLLECTOR, data);
export const borrowerOfData = (data: unknown): Linked<BorrowerDraft> | null => ofData(BORROWER, data);

const VERSION = 1;

function dataOf<CaseDraft extends object>(format: Format<CaseDraft>, { draft, policy }: Linked<CaseDraft>): unknown {
  return [VERSION, format.journey, policyFields(policy), writeFields(draft, format.shape, format.fresh())];
}

function ofData<CaseDraft extends object>(format: Format<CaseDraft>, data: unknown): Linked<CaseDraft> | null {
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
