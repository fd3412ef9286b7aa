/**
 * What is said on this side of the boundary, in the languages of the product: English, simplified and
 * traditional Chinese, in this order. Everything about facts and policies is worded by the engine itself.
 * Places such as `{0}` take values.
 */

/** @typedef {readonly [en: string, simplified: string, traditional: string]} Words */
/** @typedef {0 | 1 | 2} Language the place of a language in `Words` */

/** The part of a headline that counts the problems after the first. @type {Words} */
export const MORE_PROBLEMS = [" (and {0} more problems)", "（另有 {0} 个问题）", "（另有 {0} 個問題）"];
/** @type {Words} */
export const ONE_MORE_PROBLEM = [" (and {0} more problem)", MORE_PROBLEMS[1], MORE_PROBLEMS[2]];

const SIMPLIFIED = ["hans", "cn", "sg", "my"];
const TRADITIONAL = ["hant", "tw", "hk", "mo"];

/**
 * The language that a BCP 47 tag asks for, by the engine's own rule; English where none can be told.
 *
 * @param {unknown} tag
 * @returns {Language}
 */
export function languageOf(tag) {
  if (typeof tag !== "string" || !/^zh([-_][a-z0-9]{1,8})*$/i.test(tag)) return 0;
  const region = tag.toLowerCase().split(/[-_]/)[1];
  if (region === undefined || SIMPLIFIED.includes(region)) return 1;
  return TRADITIONAL.includes(region) ? 2 : 0;
}

/**
 * @param {Words} words
 * @param {Language} language
 * @param {readonly unknown[]} [values]
 */
export function say(words, language, values = []) {
  return words[language].replace(/\{(\d)\}/g, (_place, index) => String(values[Number(index)]));
}
