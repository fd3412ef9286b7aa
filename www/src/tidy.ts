// What people type and paste, in the spelling that the engine reads. Only the spelling changes: a text
// that is not recognised goes to the engine as it is, and the engine says what is wrong with it.

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const DAY_WITHOUT_MARKS = /^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(\d{1,2})\s*[:.时時]?\s*(\d{2})\s*分?$/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const WHOLE = /^\d{1,9}$/;

/** `６０，０００．００`, `¥60,000.00` → `60000.00`. */
export function tidyAmount(typed: string): string {
  const text = halfWidth(typed).replace(/^[¥¥]\s*/, '').replace(/\s*元$/, '');
  return GROUPED.test(text) ? text.replaceAll(',', '') : text;
}

/** `6`, `6 %` → `6%`: the field stands before a per-cent sign. */
export function tidyRate(typed: string): string {
  const text = halfWidth(typed).replace(/\s*%$/, '');
  return `${text}%`;
}

/** `2025/8/15`, `2025年8月15日`, `20250815` → `2025-08-15`. */
export function tidyDate(typed: string): string {
  const text = halfWidth(typed);
  const parts = DAY.exec(text) ?? DAY_WITHOUT_MARKS.exec(text);
  if (parts === null) return text;
  const [, year = '', month = '', day = ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `9:30`, `９：３０`, `0930` → `09:30`. */
export function tidyTime(typed: string): string {
  const text = halfWidth(typed);
  const [, hour = '', minute = ''] = TIME.exec(text) ?? [];
  return minute === '' ? text : `${hour.padStart(2, '0')}:${minute}`;
}

/** Whether a tidied text is a time of day. */
export function isTime(text: string): boolean {
  return TIME_OF_DAY.test(text);
}

/** A count as a number; any other text as it is. */
export function tidyCount(typed: string): number | string {
  const text = halfWidth(typed);
  return WHOLE.test(text) ? Number(text) : text;
}

function halfWidth(typed: string): string {
  return typed.normalize('NFKC').trim();
}
