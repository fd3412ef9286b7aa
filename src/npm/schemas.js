/** The JSON Schemas as data, apart from the engine: whoever only validates loads nothing else. */

import { answerSchema, caseSchema, policySchema } from "arrears:schemas";

export const schemas = { policy: policySchema, case: caseSchema, answer: answerSchema };
