import type { Pointer } from "./answer.js";

// ---------------------------------------------------------------------------------------------------
// Errors
// ---------------------------------------------------------------------------------------------------

/**
 * What kind of failure a call ended in: the facts or options have problems; the policy has problems or
 * none is in force; the input is only too large; a reference table does not reach the date asked for; or
 * the engine itself could not be loaded or failed.
 */
export type ErrorCode = "invalidFacts" | "invalidPolicy" | "limit" | "tableEnds" | "engine";

/** What is wrong, as a stable name. Messages may be reworded; these do not change. */
export type ProblemCode =
  | "required"
  | "missingSource"
  | "unknownField"
  | "duplicateField"
  | "wrongType"
  | "notADecimal"
  | "tooManyDecimals"
  | "negative"
  | "amountTooLarge"
  | "rateAboveOne"
  | "notADate"
  | "dateOutOfRange"
  | "notATime"
  | "dateAfterAsOf"
  | "notAWholeNumber"
  | "countTooLarge"
  | "countTooSmall"
  | "notOneOf"
  | "emptyList"
  | "tooManyItems"
  | "textTooLong"
  | "inputTooLarge"
  | "notJson"
  | "bothGiven"
  | "arrearAmountUnknown"
  | "waivedExceedsDue"
  | "outstandingBelowOverdue"
  | "beforeDrawdown"
  | "beforeAgreement"
  | "notAPayment"
  | "repeatedEvent"
  | "scheduleAboveDrawdown"
  | "notFinite"
  | "notData"
  | "dateNotMidnight"
  | "invalidDate"
  | "cyclic"
  | "tooDeep"
  | "unknownOperation"
  | "unknownPolicy"
  | "unknownLocale"
  | "noPolicyInForce"
  | "versionsOverlap"
  | "versionsGap"
  | "scaleBroken"
  | "scaleNotWorsening"
  | "thresholdKind"
  | "duplicateId"
  | "unknownDocument"
  | "factNotHere"
  | "otherPolicy"
  | "partsDoNotAddUp"
  | "notSupported"
  | "boundsCrossed"
  | "dateOutsideTable"
  | "datesOutOfOrder"
  | "notUtf8"
  | "quoteBroken"
  | "carriageReturnAlone"
  | "cellCount"
  | "noSuchColumn"
  | "figureTooLarge"
  | "engineNotLoaded"
  | "engineNotReady"
  | "engineStopped"
  | "engineVersionDiffers"
  | "notAPolicy"
  | "policyDisposed";

/** One thing that is wrong, and where. */
export interface Problem {
  code: ProblemCode;
  /** The field; empty for the whole input. */
  path: Pointer;
  /** In plain words, with the input in backticks. */
  message: string;
  /** What to do about it, where there is more to say. */
  help?: string;
  /** The line, counted from 1, in a policy document given as text. */
  line?: number;
  /** The column in that line, counted from 1 in UTF-16 units, as editors do. */
  column?: number;
}

/**
 * The only error that the package throws for bad input. It tells every problem at once.
 *
 * `instanceof` holds between copies of the package, such as its ES module and its CommonJS file. The
 * message is the first problem's, with the number of others.
 */
export declare class ArrearsError extends Error {
  /** An error of one's own making, as a double in tests; the package makes its own. */
  constructor(
    failure: { code: ErrorCode; problems: Problem[]; problemCount: number },
    options?: { cause?: unknown },
  );
  readonly name: "ArrearsError";
  readonly code: ErrorCode;
  /** At most 100. */
  readonly problems: Problem[];
  /** How many there are, listed or not. */
  readonly problemCount: number;
  readonly cause?: unknown;
  /** A plain copy, for logs and for messages between workers. */
  toJSON(): { name: "ArrearsError"; message: string; code: ErrorCode; problems: Problem[]; problemCount: number };
}
