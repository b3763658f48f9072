/** A count and what is counted, in the singular for one, without separators of thousands: `1 row`, `1234 rows`. */
export function numberOf(count: number, noun: string): string {
  return `${count} ${nounFor(count, noun)}`;
}

/** A noun as it follows a count: `row` after 1, `rows` after any other number. */
export function nounFor(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
