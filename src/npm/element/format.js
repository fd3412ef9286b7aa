/**
 * Figures as they are read in each language. `Intl` is handed the engine's decimal strings as they are; nothing is
 * computed with them.
 */

/** @typedef {import("../types.js").Locale} Locale */
/** @typedef {import("../words.js").Language} Language */

/** By `Language`. @type {readonly [Locale, Locale, Locale]} */
export const LOCALES = ["en", "zh-Hans", "zh-Hant"];
/** Whose way of writing figures it is. */
const REGIONS = ["en-GB", "zh-Hans-CN", "zh-Hant-HK"];

/** @param {Language} language */
export function formatter(language) {
  const region = REGIONS[language];
  const money = new Intl.NumberFormat(region, { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" });
  const count = new Intl.NumberFormat(region);
  const date = new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" });
  return {
    /** @param {string} decimal */
    money: (decimal) => money.format(/** @type {any} */ (decimal)),
    /** @param {number} number */
    count: (number) => count.format(number),
    /** @param {string} iso */
    date: (iso) => date.format(new Date(`${iso}T00:00:00Z`)),
  };
}

/**
 * A name of the engine at the start of a line of its own.
 *
 * @param {string} text
 */
export function capitalised(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * A problem as a sentence; what was given stands in quotation marks instead of backticks.
 *
 * @param {import("../types.js").Problem} problem
 * @param {Language} language
 */
export function problemText({ message, help }, language) {
  const said = help ? `${message}${language === 0 ? "; " : "；"}${help}` : message;
  const quoted = said.replace(/`([^`]*)`/g, language === 2 ? "「$1」" : "“$1”");
  return capitalised(quoted) + (language === 0 ? "." : "。");
}
