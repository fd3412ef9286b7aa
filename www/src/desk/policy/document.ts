// A policy document as a tree of JSON, read and changed at one place at a time.

export type Leaf = string | number | boolean;
export type Tree = Leaf | null | Tree[] | { [name: string]: Tree };

/** A single value of a policy that can be typed or chosen. */
export interface LeafAt {
  readonly path: string;
  /** The last names below the clause, such as `fromDays`; empty where the clause is one value. */
  readonly keys: readonly string[];
  readonly value: Leaf;
}

/** What says where a clause comes from or what it is called is not what it says. */
const ABOUT = new Set(['source', 'label', 'id', 'fact', 'name', 'value']);

export function parsed(text: string): Tree | null {
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return null;
  }
}

export function at(tree: Tree | null, pointer: string): Tree | undefined {
  let place: Tree | null | undefined = tree;
  for (const name of namesOf(pointer)) {
    if (typeof place !== 'object' || place === null) return undefined;
    place = (place as Record<string, Tree>)[name];
  }
  return place ?? undefined;
}

/** The same tree with another value at one place. */
export function withValue(tree: Tree, pointer: string, value: Leaf): Tree {
  const copy = structuredClone(tree);
  const names = namesOf(pointer);
  const last = names.pop();
  const parent = at(copy, names.map((name) => `/${name}`).join(''));
  if (last !== undefined && typeof parent === 'object' && parent !== null) (parent as Record<string, Tree>)[last] = value;
  return copy;
}

/** The values below a clause, which a field each can hold; lists are left to the text. */
export function leavesOf(tree: Tree | null, pointer: string): LeafAt[] {
  const clause = at(tree, pointer);
  if (typeof clause !== 'object' || clause === null || Array.isArray(clause)) return [];
  const value = clause['value'];
  if (value !== undefined) return below(value, `${pointer}/value`, []);
  return Object.entries(clause).flatMap(([name, each]) => (ABOUT.has(name) ? [] : below(each, `${pointer}/${name}`, [name])));
}

function below(value: Tree, path: string, keys: readonly string[]): LeafAt[] {
  if (value === null || Array.isArray(value)) return [];
  if (typeof value !== 'object') return [{ path, keys, value }];
  return Object.entries(value).flatMap(([name, each]) => below(each, `${path}/${name}`, [...keys, name]));
}

/** Where a number stood, digits stay a number; what was typed wrong goes to the check as it is. */
export function likeBefore(before: Leaf, typed: string): Leaf {
  if (typeof before === 'boolean') return typed === 'true';
  return typeof before === 'number' && /^-?\d{1,9}$/.test(typed.trim()) ? Number(typed) : typed.trim();
}

export function written(tree: Tree): string {
  return `${JSON.stringify(tree, null, 2)}\n`;
}

function namesOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
