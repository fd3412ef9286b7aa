/** A JSON Schema of draft 2020-12. */
export interface JsonSchema {
  readonly $schema: string;
  readonly [keyword: string]: unknown;
}

/**
 * The JSON Schemas of what the package takes and gives: a policy document or a list of its versions, the facts
 * of one loan, and an answer of `assess`. They see the shape only; that dates, sums and bounds hold together is
 * for `checkPolicy` and `assess` to say. The same schemas are there as files: `arrears/schemas/policy.v1.json`,
 * `arrears/schemas/case.v1.json` and `arrears/schemas/answer.v1.json`.
 */
export declare const schemas: {
  readonly policy: JsonSchema;
  readonly case: JsonSchema;
  readonly answer: JsonSchema;
};
