export const TABS = ['documents'] as const;
export type TabId = (typeof TABS)[number];

export type DocumentKind = 'statement' | 'notice' | 'agreement' | 'application';

/** What papers say and no case has: written by hand, kept only while the page is open, sent nowhere. */
export interface Particulars {
  readonly institution: string;
  readonly contact: string;
  readonly borrower: string;
  readonly reference: string;
  readonly payBy: string;
}

export interface DeskState {
  readonly tab: TabId;
  readonly document: DocumentKind;
  readonly particulars: Particulars;
}

export function initialDesk(): DeskState {
  return {
    tab: 'documents',
    document: 'statement',
    particulars: { institution: '', contact: '', borrower: '', reference: '', payBy: '' },
  };
}
