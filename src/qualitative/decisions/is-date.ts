/**
 * Whether a text is a day that there is, such as `2025-03-14`, perhaps with a time of day (`2025-03-14T09:30Z`). `14/03/2025`,
 * day first, is what a spreadsheet makes of it when it saves a CSV, so that is one too.
 */
export function isDate(text: string): boolean {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)Z?)?$/.exec(text);
  if (iso !== null) return isDay(iso[1] ?? '', iso[2] ?? '00:00');
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return isDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, '00:00');
}

function isDay(day: string, time: string): boolean {
  const date = new Date(`${day}T${time}Z`);
  // 30 February is taken for 2 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${day}T${time}`);
}
