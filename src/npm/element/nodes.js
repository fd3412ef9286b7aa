/** Making nodes: text only, so that nothing is ever parsed as HTML, which Trusted Types would refuse. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A list of names and values.
 *
 * @param {Record<string, string>} attributes
 * @param {readonly (readonly [string, string | Node])[]} rows
 */
export function pairs(attributes, rows) {
  const groups = rows.map(([name, value]) => node("div", {}, node("dt", {}, name), node("dd", {}, value)));
  return node("dl", attributes, ...groups);
}
