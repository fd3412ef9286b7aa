//! Every bound on input, in one place, each with its reason.
//!
//! Arithmetic in the crate leans on these: the largest amount, rate and span of days that can come
//! in are chosen so that no intermediate figure can leave the integers it is computed in.

/// Largest amount of one field, in fen: 999,999,999,999.99 yuan. No single overdue loan is larger,
/// and amount × rate × days stays far inside 128 bits.
pub const AMOUNT_MAX_FEN: i128 = 99_999_999_999_999;

/// Decimal places of an amount: the fen is the smallest unit.
pub const AMOUNT_SCALE: u32 = 2;

/// Decimal places of a rate or share given in a case, after a per-cent sign has been applied.
pub const RATE_SCALE: u32 = 10;

/// Largest multiplier of a rate: a hundred times a rate of 1 keeps every product in 256 bits.
pub const FACTOR_MAX: u32 = 100;

/// Most decimals of a figure that is rounded on request. With the largest amount they fill 96 bits.
pub const PLACES_MAX: u32 = 15;

/// Most entries of a table of rates, or of amounts, that change from day to day: a change a day for 27
/// years.
pub const RATE_CHANGES_MAX: usize = 10_000;

/// Decimal places of a rate or share in a policy. Four is a basis point; it keeps the product of
/// rate and markup at fourteen places.
pub const POLICY_SHARE_SCALE: u32 = 4;

/// First day that a case may name. Nothing in force today reaches further back.
pub const DATE_MIN: (i32, u32, u32) = (1900, 1, 1);

/// Last day that a case may name. A later one is a slip of the keyboard.
pub const DATE_MAX: (i32, u32, u32) = (2199, 12, 31);

/// Most arrears of one loan: a daily instalment for 27 years.
pub const ARREARS_MAX: usize = 10_000;

/// Most events of one history: a payment a day for 27 years.
pub const HISTORY_EVENTS_MAX: usize = 10_000;

/// Most payments of one history × its installments, where the policy spreads a payment evenly over all that
/// fall due later: so many parts may come of it.
pub const SPREAD_PARTS_MAX: usize = 1_000_000;

/// Most months, over all arrears of a loan, after which unpaid penalty interest is added to what bears compound
/// interest, where the policy says so: twenty installments for forty years.
pub const PENALTY_MONTHS_MAX: u32 = 10_000;

/// Most installments of an agreed plan that is tracked: as many as a plan or a restructured loan can have.
pub const PLAN_INSTALLMENTS_MAX: usize = 360;

/// Most payments on an agreed plan: a payment a day for 27 years.
pub const PLAN_PAYMENTS_MAX: usize = 10_000;

/// Most entries of one list of an answer that is read back: every arrear has two lines, and a plan of
/// the most periods has fewer payments than that.
pub const ANSWER_ENTRIES_MAX: usize = 100_000;

/// Most entries of a contact log.
pub const CONTACT_LOG_MAX: usize = 10_000;

/// Most events of a limitation period.
pub const LIMITATION_EVENTS_MAX: usize = 10_000;

/// Largest count, such as of contact attempts.
pub const COUNT_MAX: u32 = 1_000_000;

/// Longest text of one field, in bytes.
pub const TEXT_BYTES_MAX: usize = 1_000;

/// Longest text of one number, in bytes.
pub const NUMBER_BYTES_MAX: usize = 40;

/// Largest input of one call, in bytes.
pub const INPUT_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Largest policy text, in bytes. The policies that ship have a fiftieth of it; finding the line of a
/// problem reads parts of the text again, once for each level of nesting.
pub const POLICY_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Most versions of one policy: four a year for 16 years.
pub const POLICY_VERSIONS_MAX: usize = 64;

/// Problems that are listed; the rest are only counted.
pub const PROBLEMS_LISTED_MAX: usize = 100;

/// Longest piece of input that a message repeats, in characters.
pub const SHOWN_CHARS_MAX: usize = 40;

/// Most entries of a checklist.
pub const CHECKLIST_MAX: usize = 100;

/// Deepest nesting of a condition.
pub const CONDITION_DEPTH_MAX: usize = 16;

/// Most clauses of one condition.
pub const CLAUSES_MAX: usize = 256;

/// Most installments of one plan.
pub const PERIODS_MAX: u32 = 360;

/// Most days of grace of a policy: a year. What is due later than that is another installment.
pub const GRACE_DAYS_MAX: u32 = 366;

/// Most further sums and most payments of one schedule: each more than two a period of the longest.
pub const SCHEDULE_EVENTS_MAX: usize = 1_000;

/// Largest day of the month on which payments fall due; a shorter month ends on its last.
pub const DUE_DAY_MAX: u32 = 31;

/// Longest step from one payment to the next, in months: a year.
pub const STEP_MONTHS_MAX: u32 = 12;

/// Longest step from one payment to the next, in days: a leap year.
pub const STEP_DAYS_MAX: u32 = 366;

/// Most sums that are tried one by one for the residue of a last payment: all of a plan of up to 60 payments.
pub const RESIDUES_TRIED_MAX: usize = 3_780;

/// Most boundary cases that are tried for one decision when two policies are compared.
pub const WITNESS_TRIALS_MAX: usize = 20_000;

/// Most terms, and most sums left to live on, for which loans to restructure are tried then: of each loan the shortest
/// term that will do is looked for.
pub const RESTRUCTURE_EDGES_MAX: usize = 16;

/// Most cases over which two policies are compared in one call.
pub const COMPARED_CASES_MAX: usize = 10_000;

/// Most intervals of amounts that a change lists; where there are more, none is listed.
pub const INTERVALS_MAX: usize = 1_000;

/// Most totals that are tried one by one when the amounts of a feasible plan are looked for: enough
/// for every plan of up to 60 payments.
pub const TOTALS_TRIED_MAX: i128 = 2_000_000;

/// How far ahead a change by time is looked for, in days: ten years.
pub const HORIZON_DAYS: u32 = 3_653;

/// Longest script that is screened, in bytes: well above an hour of speech.
pub const SCRIPT_BYTES_MAX: usize = 50_000;

/// Most columns of a portfolio, known or not.
pub const PORTFOLIO_COLUMNS_MAX: usize = 1_000;

/// Most arrears that a row of cells has room for; a loan with more comes as JSON.
pub const PORTFOLIO_ARREARS_MAX: usize = 120;

/// Longest row of a portfolio, in bytes: a history of the most events and installments, with room.
pub const PORTFOLIO_ROW_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Most lines that one row of cells may take by line breaks inside of quotes. A quote that is never closed costs
/// no more than that.
pub const PORTFOLIO_ROW_LINES_MAX: usize = 64;

/// Largest number of a portfolio's first line, for a part of a larger file.
pub const PORTFOLIO_FIRST_LINE_MAX: u32 = 4_000_000_000;

/// Rows with problems that a summary lists; the rest are only counted.
pub const PORTFOLIO_ROWS_LISTED_MAX: usize = 100;

/// Largest amount of a summary that is given to compare with, in fen: a hundred million of the largest loans.
pub const PORTFOLIO_SUM_MAX_FEN: i128 = 10_000_000_000_000_000_000_000;

/// Most cases that are kept of those that move most money where two policies are compared over a portfolio.
pub const PORTFOLIO_WORST_MAX: usize = 20;
