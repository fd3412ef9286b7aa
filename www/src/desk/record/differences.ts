/** One place at which two trees of data differ; what is absent on one side is `undefined` there. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every place at which two trees differ, as deep as they are alike, in the order of the first. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return [];
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before, after }];
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differences(before[name], after[name], `${path}/${escaped(name)}`));
}

/** How many values a tree holds. */
export function valuesIn(tree: unknown): number {
  return isTree(tree) ? Object.values(tree).reduce((sum: number, each) => sum + valuesIn(each), 0) : 1;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
