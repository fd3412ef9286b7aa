// How the element is used in TypeScript, with the DOM's library.
import type { Answer, Facts } from "arrears";
import { ArrearsCalculator, TAG } from "arrears/element";

const facts: Facts = { asOf: "2025-11-22", arrears: [{ dueOn: "2025-08-15", principal: "60000.00" }] };
const element = document.createElement("arrears-calculator");
element.facts = facts;
element.policy = "cn-bank-loan";
element.locale = "zh-TW";
element.editable = true;
element.hidden = false;
element.addEventListener("answer", ({ detail }) => {
  const total: string | null = detail.due.total;
  console.log(total);
});
element.addEventListener("problems", ({ detail }) => console.log(detail.map(({ path }) => path)));
element.addEventListener("click", (event) => console.log(event.clientX));
const answer: Answer | undefined = element.answer;
const found: ArrearsCalculator | null = document.querySelector(TAG);
document.body.append(element);
console.log(answer, found?.locale);
// @ts-expect-error there is no such property
console.log(element.fact);
// @ts-expect-error an answer is read only
element.answer = undefined;
