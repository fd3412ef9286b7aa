/** Single facts of a case, by path: read as the text of a field, and put into a copy of the case. */

/** @typedef {readonly (string | number)[]} Path */

/**
 * The fact as a field shows it; what cannot be read, or is not known, is an empty field.
 *
 * @param {unknown} facts
 * @param {Path} path
 */
export function factText(facts, path) {
  try {
    return shown(path.reduce((part, key) => /** @type {any} */ (part)?.[key], facts));
  } catch {
    return "";
  }
}

/** @param {unknown} value */
function shown(value) {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  if (typeof value !== "object") return String(value);
  const { year, month, day } = /** @type {{ year?: unknown, month?: unknown, day?: unknown }} */ (value);
  if (typeof year !== "number") return "";
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/**
 * A copy of the case with one fact set, or taken out where it is `undefined`; the rest of the case is shared.
 *
 * @param {unknown} facts
 * @param {Path} path
 * @param {unknown} value
 * @returns {unknown}
 */
export function withFact(facts, path, value) {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const list = Array.isArray(facts) ? [...facts] : [];
    list[key] = withFact(list[key], rest, value) ?? {};
    return list;
  }
  /** @type {Record<string, unknown>} */
  const copy = typeof facts === "object" && facts !== null ? { ...facts } : {};
  const part = withFact(copy[key], rest, value);
  if (part === undefined) delete copy[key];
  else copy[key] = part;
  return Object.keys(copy).length === 0 ? undefined : copy;
}
