const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
/** A number as people write it, with no more to it than a percent sign. */
const PLAIN = /^[-+−]?(\d+)(?:\.(\d+))?\s?(%?)$/;
/** Formats may show thousands, millions or milliards, or hundredths without their percent sign. */
const SCALES = [1, 1e3, 1e6, 1e9];

/** Whether what a file stores for a number is one, as XML Schema writes doubles; not `INF` or `NaN`, which no cell can show. */
export function isStoredNumber(stored: string): boolean {
  return NUMBER.test(stored.trim());
}

/**
 * Whether a text shows another number than the one stored: more than half a unit of its last decimal off. Only a plain text can be
 * told, such as `70`, `5.75` or `45%`; any other may be the work of a format, as may a missing minus, a number in thousands, and
 * `1.234` for 1234. False for what is stored and no number.
 */
export function showsAnother(stored: string, shown: string): boolean {
  const match = PLAIN.exec(shown.trim());
  if (match === null || !isStoredNumber(stored)) return false;
  const [, whole = '', decimals = '', percent = ''] = match;
  const value = Math.abs(Number(stored));
  const scales = percent === '' ? [...SCALES, 0.01] : [0.01];
  const isNear = (printed: number, places: number): boolean =>
    scales.some((scale) => Math.abs(value / scale - printed) <= 0.5 * 10 ** -places + 1e-9 * printed);
  if (isNear(Number(`${whole}.${decimals || '0'}`), decimals.length)) return false;
  return !(decimals.length === 3 && whole.length <= 3 && isNear(Number(`${whole}${decimals}`), 0));
}
