import type { FrameMessages } from './messages';

export const en: FrameMessages = {
  skipToMain: 'Skip to the main content',
  mistakesInTitle: 'Needs correcting: ',
  journeys: 'Who is using this',
  collector: 'For lenders',
  borrower: 'For borrowers',
  borrowerTagline: 'See what you owe and how you could pay it',
  help: {
    heading: 'Help',
    collector: [
      'Enter the case and the conclusions follow as you type; where a fact is missing, a link leads to it.',
      'Each conclusion names its deciding clauses; the list of all clauses shows where each comes from.',
      'The case stays on this device. To keep it or pass it on, copy its link or print it.',
    ],
    borrower: [
      'If you do not understand a question, leave it blank or choose Not sure: you will be told what is missing.',
      'To speak to somebody, call the official number in your contract or on the back of your card. Do not trust unknown numbers in messages, and do not pay into a private account.',
      'You can fill this in together with family or friends.',
    ],
  },
  share: {
    copy: 'Copy a link to this case',
    copied: 'Link to this case copied.',
    note: 'The link holds the case without a name or reference. The case is in the link only and passes through no server.',
    failed: 'It could not be copied. Please copy it from here:',
    byHand: 'Link to this case',
    opened: 'The case of the link is open.',
  },
  damaged: {
    heading: 'This link cannot be opened',
    reason: 'The link is incomplete, or was changed on its way. Nothing was opened.',
    what: 'What you can do now',
    steps: ['Ask for the link to be copied again and sent whole.', 'Or start from the beginning.'],
    collector: 'For lenders: open the workspace',
    borrower: 'For borrowers: start from the beginning',
  },
  opening: 'Opening the link…',
  update: {
    ready: 'A new version is ready.',
    kept: 'Reload to use it; what you entered is kept.',
    reload: 'Reload',
    later: 'Later',
  },
  stale: {
    heading: 'The policy is past its review date',
    review: (date) => `This policy should have been reviewed by ${date}, which has passed. Rules may have changed.`,
    check: 'Check with the lender, or use a newer version.',
  },
  linked: {
    samePolicy: (version) => `This case came with a link. Policy version ${version}.`,
    otherPolicy: (then, now) =>
      `This case was worked out by policy version ${then} before. It is now worked out by ${now}, so figures may differ.`,
  },
};
