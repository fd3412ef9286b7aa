import type { PortfolioWords } from './messages';

export const en: PortfolioWords = {
  heading: 'Portfolio',
  intro: 'Open a list of overdue loans: each is worked out, then you see how they are spread, how collection is doing, and what another policy would change.',
  private: 'The list is read in your browser only; it is not sent or stored.',
  skip: 'Skip to the results',
  help: [
    'The first line of the list names the columns, and each line after it is one loan. It needs a due date and the overdue principal. Write dates like 2025-08-15 or 2025/8/15, and amounts like 60000 or 60,000.00.',
    'A row that cannot be read never stops the run: all of them are listed under Rows with problems. Correct them and open the list again.',
    'These results are estimates too: a supervisor approves waivers, plans, agencies and litigation; judgment is for the court.',
  ],
  file: {
    heading: '1. Open a list', drop: 'Drop a CSV file here, or', choose: 'Choose a file', other: 'Another file',
    hint: 'CSV, or a JSON object on each line (NDJSON), written in UTF-8 or GB18030', reading: 'Reading the file…',
    name: (name) => `File: ${name}`,
    encodings: { 'utf-8': 'UTF-8', gb18030: 'GB18030', 'utf-16': 'UTF-16' },
    unreadable: {
      empty: 'This file is empty. Please choose another.', letters: 'The letters of this file cannot be made out. Please save it as CSV in UTF-8 and try again.',
      noRows: 'The file has one line only. The first line names the columns, and each line after it is one loan.', headTooLong: 'The first line is too long to name columns. Please check that every quote is closed.',
    },
    objects: 'Each line is a JSON object, so there are no columns to match.', read: (name) => `${name} has been read.`,
  },
  columns: {
    heading: '2. Check the columns', intro: 'Names that are known are matched already; please check them, and choose for the others.', table: 'What each column is', column: 'Column of the file', sample: 'First loan', fact: 'Fact',
    pass: 'Not used', factOf: (column) => `Fact in “${column}”`, passed: (list) => `Columns not used: ${list}.`, none: 'Every column is used.',
    required: { dueOn: 'No column is the due date yet: please choose one.', principal: 'No column is the overdue principal yet: please choose one.' },
    doubled: (fact) => `Two columns are “${fact}”: please keep one.`,
    preview: 'First rows', general: 'Loan and borrower', item: (n) => `Overdue item ${n}`, ofItem: (fact, n) => `${fact} (item ${n})`, unnamed: (n) => `Column ${n}`,
  },
  fields: {
    id: 'Reference', asOf: 'As of', 'loan.annualRate': 'Contract rate a year', 'loan.currency': 'Currency', 'loan.product': 'Kind of loan', 'loan.startedOn': 'Drawn down on',
    'loan.maturesOn': 'Loan matures on', 'loan.originalTermMonths': 'Original term (months)', 'loan.outstandingPrincipal': 'Outstanding principal', 'loan.misused': 'Misused?',
    waived: 'Waiver already granted', 'borrower.monthlyIncome': 'Monthly income', 'borrower.livingCosts': 'Basic living costs', 'borrower.otherDebtPayments': 'Payments on other debts',
    'borrower.firstArrear': 'First time in arrears?', 'borrower.cameForward': 'Came forward to talk?', 'borrower.refusedToPay': 'Refused to pay outright?',
    'borrower.lastReachedOn': 'Last reached on', 'borrower.highRisk': 'High risk?', 'borrower.hardship.cause': 'Cause of hardship', 'borrower.hardship.evidenced': 'Hardship evidenced?',
    'contacts.failedAttempts': 'Failed contact attempts', 'approvals.waiver': 'Waiver approved?', 'approvals.restructure': 'Restructuring approved?',
    collected: 'Collected in the period', cost: 'Cost of collecting in the period', classBefore: 'Class at the start of the period',
  },
  arrear: { dueOn: 'Due on', principal: 'Overdue principal', interest: 'Overdue interest', fees: 'Fees' },
  settings: {
    heading: '3. Date and policy', asOf: 'As of', asOfHint: 'Like 2025-11-22; a date in the list comes first', policy: 'Policy', changed: 'The policy changed on the page of one loan',
    previous: 'Compare with last time (optional)', previousHint: 'Open the summary that you saved last time to see what has changed.', previousOpen: 'Open a summary', previousIs: (name) => `Compared with ${name}`, previousDrop: 'Do not compare',
    previousBad: 'This file is not the summary of a portfolio. Please choose another.',
  },
  run: {
    start: 'Work it out', again: 'Work it out again', cancel: 'Stop', working: 'Working', percent: (p) => `${p} done`, cancelled: 'Stopped; there is no result.',
    done: (rows, bad) => `Done: ${rows} rows, ${bad} of them with problems.`, problems: 'Something needs correcting', failed: 'The run did not finish. Please reload the page and try again.',
    stale: 'Columns, date or policy have changed since; these are the results from before.', fix: 'Please correct it first.',
  },
  summary: {
    heading: 'Summary', assessed: 'Loans worked out', bad: 'Rows with problems', due: 'Total due', dueUnknown: (n) => `Facts are missing on ${n}; only what is known is counted`,
    penalty: 'Penalty interest', compound: 'Compound interest', waivable: 'At most still to be waived', save: 'Save the summary', saveName: (date) => `portfolio-summary-${date}.json`, policy: (name, version) => `${name}, version ${version}`,
  },
  indicators: {
    heading: 'Indicators and targets', intro: 'Recovery rate = collected ÷ (collected + still due); cost rate = cost ÷ collected.', indicator: 'Indicator', rate: 'Actual', target: 'Target', result: 'Result',
    recovery: (name) => `Recovery rate, ${name.toLowerCase()}`, cost: 'Cost rate', above: (rate) => `above ${rate}`, below: (rate) => `below ${rate}`, met: 'Met', notMet: 'Not met', unknown: 'Facts missing',
    noTarget: 'No target', missing: 'The indicators need what was collected and what it cost on every loan; the list lacks these columns or has blanks in them.', collected: 'Collected (yuan)', overdue: 'Overdue (yuan)', spent: 'Cost (yuan)', recoveryTable: 'Recovery rates', costTable: 'Cost rate',
  },
  outcomes: {
    heading: 'Decisions', decision: 'Decision', cases: 'Loans', due: 'Due (yuan)', outcome: 'Outcome', none: 'No loan could be worked out.',
    decisions: { waiver: 'Waiver', installments: 'Installment plan', litigation: 'Litigation', agency: 'Collection agency' },
  },
  charts: {
    heading: 'How the loans are spread', classes: 'By class', days: 'By days past due', amounts: 'By amount due', picture: (what) => `Bar chart of the number of loans, ${what.toLowerCase()}. The values are in the table below.`, table: 'Values as a table', band: 'Band',
    noClass: 'Class not known', notOverdue: 'Not overdue', dayBand: (from, to) => `${from}–${to} days`, daysOver: (from) => `${from} days or more`,
    nothing: 'Nothing due', amountBand: (from, below) => `${from} to under ${below}`, amountFrom: (from) => `${from} or more`, amountShort: (from) => `from ${from}`, partUnknown: (n) => `amount not known on ${n}`, cases: (n) => (n === '1' ? '1 loan' : `${n} loans`),
  },
  change: {
    heading: 'Since last time', on: (name) => `This time less last time (${name}).`, figure: 'Figure', change: 'Change', assessed: 'Loans worked out', due: 'Due (yuan)',
    count: (name) => `${name}: loans`, dueOf: (name) => `${name}: due (yuan)`, recovery: (name) => `Recovery rate, ${name.toLowerCase()}`, cost: 'Cost rate', unknown: 'Facts missing',
  },
  results: {
    heading: 'Loan by loan', id: 'Reference', class: 'Class', days: 'Days past due', due: 'Due (yuan)', line: 'Line', until: (word, date) => `${word} (${date})`, most: (amount) => `at most ${amount}`,
    periods: (n) => `${n} payments or more`, download: 'Download all results', fileName: (date) => `portfolio-results-${date}.csv`, pages: 'Pages of results', page: (page, pages) => `Page ${page} of ${pages}`,
    previous: 'Previous', next: 'Next', shown: (from, to, all) => `Rows ${from} to ${to} of ${all}`, notKnown: 'Not known', badRow: 'Not worked out', show: 'Show', all: 'All', flipped: 'Those that change',
  },
  bad: {
    heading: 'Rows with problems', none: 'No row has a problem.', intro: (n) => (n === '1' ? '1 row could not be read. It was not worked out and is not in the summary. Its first problem is given.' : `${n} rows could not be read. They were not worked out and are not in the summary. The first problem of each is given.`),
    line: 'Line', column: 'Column', name: 'Column name', id: 'Reference', problem: 'Problem', code: 'Code', download: 'Download these rows', fileName: (date) => `rows-with-problems-${date}.csv`, wholeRow: 'Whole row',
  },
  problems: {
    quoteBroken: 'A quote is not closed', cellCount: 'The row has more or fewer columns than the first line', required: 'Something that is needed is blank', unknownField: 'A field is not known', duplicateField: 'Two columns hold the same fact',
    notJson: 'Not a whole JSON object', notOneOf: 'Not one of the words that can stand here', wrongType: 'Not written as it should be', outstandingBelowOverdue: 'The outstanding principal is less than the overdue principal', beforeDrawdown: 'The day lies before the loan was drawn down', other: 'This could not be read; please check',
  },
  compare: {
    heading: 'What if the policy changed', intro: 'The same list is worked out again under another policy, to see how many loans come out differently.', policy: 'The other policy', start: 'Compare', rows: (n) => (n === '1' ? 'For 1 loan at least one decision changes.' : `For ${n} loans at least one decision changes.`),
    none: 'No decision changes.', decisions: 'Changes by decision', from: 'Now', to: 'Under the other policy', byClass: 'By class', class: 'Class (now)', any: 'Loans that change',
    first: 'Now', second: 'Under the other policy', difference: 'Difference', download: 'Download the rows that change', fileName: (date) => `rows-that-change-${date}.csv`, look: 'See these rows loan by loan',
  },
};
