/** A day of the Gregorian calendar. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day as Excel counts days: 1 March 1900 is 61. By whole-number arithmetic, so that no time zone comes in. */
export function serialOf(day: Day): number {
  // Years from March, so that a leap day ends the year (Hinnant, chrono-compatible date algorithms).
  const year = day.month <= 2 ? day.year - 1 : day.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((day.month + 9) % 12) + 2) / 5) + day.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468 + 25_569;
}

/** The day that Excel counts as `serial`, from 61 on. */
export function dayOf(serial: number): Day {
  const shifted = serial - 25_569 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** `02/04/2026 14:35:27`, month first, as the platform writes a moment. */
export function americanTimestamp(serial: number, second: number): string {
  const { year, month, day } = dayOf(serial);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  return `${two(month)}/${two(day)}/${year} ${clock}`;
}
