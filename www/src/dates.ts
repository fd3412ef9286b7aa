const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a day of the calendar, written as the engine writes it. */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
