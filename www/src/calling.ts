import type { EngineProblem } from './protocol';

/** What may be asked of the engine: by name, what goes in and what comes out. */
type Catalogue<Calls> = { readonly [Name in keyof Calls]: { input: unknown; output: unknown } };

export type InputOf<Calls extends Catalogue<Calls>, Name extends keyof Calls> = Calls[Name]['input'];
export type OutputOf<Calls extends Catalogue<Calls>, Name extends keyof Calls> = Calls[Name]['output'];

/** One call, ready to be sent. */
export type CallOf<Calls extends Catalogue<Calls>> = {
  readonly [Name in keyof Calls]: { readonly name: Name; readonly input: Calls[Name]['input'] };
}[keyof Calls];

/** What came of a call: its value, or what is wrong with its input. */
export type Outcome<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'problems'; readonly problems: readonly EngineProblem[]; readonly problemCount: number }
  | { readonly kind: 'failed'; readonly message: string };
