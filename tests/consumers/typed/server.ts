// The element's types where there is no DOM's library, as in code that runs on a server.
import type { Answer } from "arrears";
import { ArrearsCalculator, TAG, type CalculatorEvent, type CalculatorEvents } from "arrears/element";

const tag: "arrears-calculator" = TAG;
const told = (event: CalculatorEvent<Answer>): string => event.detail.asOf;
const listener: (event: CalculatorEvents["answer"]) => void = told;
const shown = (element: ArrearsCalculator): string => element.locale;
export { tag, listener, shown };
