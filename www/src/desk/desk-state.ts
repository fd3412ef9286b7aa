import type { Pasted } from './history/paste';
import type { AuditRecord, Unreadable } from './record/record';

export type TabId = 'dates' | 'owed' | 'plan' | 'documents' | 'policy' | 'record';

export type DocumentKind = 'statement' | 'notice' | 'agreement' | 'application';

/** What papers say and no case has: written by hand, kept only while the page is open, sent nowhere. */
export interface Particulars {
  readonly institution: string;
  readonly contact: string;
  readonly borrower: string;
  readonly reference: string;
  readonly payBy: string;
}

/** The record that was opened last. */
export type OpenedRecord =
  | { readonly kind: 'unreadable'; readonly reason: Unreadable }
  | { readonly kind: 'opened'; readonly name: string; readonly record: AuditRecord };

export interface DeskState {
  readonly tab: TabId;
  readonly document: DocumentKind;
  readonly particulars: Particulars;
  readonly record: OpenedRecord | null;
  /** Facts of a record that had no place on the form. */
  readonly leftOut: readonly string[];
  /** The text of the policy that is being changed; null while none is. */
  readonly policyText: string | null;
  /** The policy that it is a change of: with another one chosen, the change rests. */
  readonly policyBase: string;
  readonly pasteText: string;
  /** What was read of the pasted text; null once it is typed on. */
  readonly pasted: Pasted | null;
}

export function initialDesk(): DeskState {
  return {
    tab: 'dates',
    document: 'statement',
    particulars: { institution: '', contact: '', borrower: '', reference: '', payBy: '' },
    record: null,
    leftOut: [],
    policyText: null,
    policyBase: '',
    pasteText: '',
    pasted: null,
  };
}
