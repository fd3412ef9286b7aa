import type { Answer } from 'arrears';
import type { FullAnswer } from '../../protocol';
import type { Case, PolicyChoice } from '../calls';

const SCHEMA = 'arrears.record.v1';
/** No case that the page can hold comes near it. */
const MOST_BYTES = 20_000_000;

/** Everything that it takes to compute a case again and to hold the result against what was computed. */
export interface AuditRecord {
  readonly schema: typeof SCHEMA;
  /** The version of the engine that answered. */
  readonly engine: string;
  readonly policy: Answer['policy'];
  /** The text of the policy, where it was one that was changed on the page. */
  readonly policyDocument?: string;
  readonly facts: unknown;
  readonly answer: unknown;
}

export type Unreadable = 'tooLarge' | 'notJson' | 'notARecord';

export function recordOf({ facts, policy }: Case, answer: FullAnswer, engine: string): AuditRecord {
  const document = typeof policy === 'string' ? {} : { policyDocument: policy.changed };
  return { schema: SCHEMA, engine, policy: answer.policy, ...document, facts, answer };
}

export async function readRecord(file: File): Promise<AuditRecord | Unreadable> {
  if (file.size > MOST_BYTES) return 'tooLarge';
  let value: unknown;
  try {
    value = JSON.parse(await file.text());
  } catch {
    return 'notJson';
  }
  return isRecord(value) ? value : 'notARecord';
}

/** What the facts and the answer hold is the engine's to judge. */
function isRecord(value: unknown): value is AuditRecord {
  if (!isObject(value) || value['schema'] !== SCHEMA) return false;
  const { engine, policy, policyDocument, facts, answer } = value;
  return (
    typeof engine === 'string' &&
    isObject(policy) &&
    typeof policy['id'] === 'string' &&
    (policyDocument === undefined || isJson(policyDocument)) &&
    isObject(facts) &&
    isObject(answer)
  );
}

export function policyOfRecord({ policy, policyDocument }: AuditRecord): PolicyChoice {
  return policyDocument === undefined ? policy.id : { changed: policyDocument };
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return isObject(JSON.parse(value));
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
