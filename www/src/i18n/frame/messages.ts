type Text = string;

/** The words around the screens of both journeys. */
export interface FrameMessages {
  skipToMain: Text;
  /** Before the title of a page with mistakes. */
  mistakesInTitle: Text;
  journeys: Text;
  collector: Text;
  borrower: Text;
  borrowerTagline: Text;
  help: {
    heading: Text;
    collector: readonly [Text, Text, Text];
    borrower: readonly [Text, Text, Text];
  };
  share: { copy: Text; copied: Text; note: Text; failed: Text; byHand: Text; opened: Text };
  damaged: { heading: Text; reason: Text; what: Text; steps: readonly [Text, Text]; collector: Text; borrower: Text };
  opening: Text;
  update: { ready: Text; kept: Text; reload: Text; later: Text };
  stale: { heading: Text; review: (date: string) => Text; check: Text };
  linked: { samePolicy: (version: string) => Text; otherPolicy: (then: string, now: string) => Text };
}
