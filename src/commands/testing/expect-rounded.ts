import { expect } from 'vitest';

/** Checks a printed figure against the counts of its result, in whole numbers: half goes away from zero. */
export function expectRounded(
  { text, measure }: { readonly text: string; readonly measure: string },
  row: Readonly<Record<string, string>> | undefined,
): void {
  expect(row).toBeDefined();
  const number = (name: string) => BigInt(row?.[name] ?? '');
  const halfUp = (top: bigint, bottom: bigint) => (2n * top + bottom) / (2n * bottom);
  const [whole = '', fraction = ''] = text.split('.');
  const printed = BigInt(whole + fraction);
  if (measure === 'count') expect(text).toBe(row?.['value']);
  else if (measure === 'percent')
    expect(printed).toBe(halfUp(100n * number('numerator'), number('denominator')));
  else if (measure === 'mean') expect(printed).toBe(halfUp(100n * number('sum'), number('answered')));
  else {
    // The SD's square is (n Σx² − (Σx)²) / n(n − 1); the printed one is within half a hundredth of its root.
    expect(measure).toBe('sd');
    const n = number('answered');
    const top = 40_000n * (n * number('sum_squares') - number('sum') ** 2n);
    const bottom = n * (n - 1n);
    expect((2n * printed - 1n) ** 2n * bottom <= top && top < (2n * printed + 1n) ** 2n * bottom).toBe(true);
  }
}
