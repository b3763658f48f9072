import { describe, expect, it } from 'vitest';
import { isDate } from './is-date.ts';

describe('isDate', () => {
  it.each(['2025-03-14', '2024-02-29', '2025-03-14T09:30', '2025-03-14T23:59:59Z', '14/03/2025', '1/2/2025'])(
    'takes %s',
    (text) => {
      expect(isDate(text)).toBe(true);
    },
  );

  it.each([
    ...['', '2025-13-45', '2025-02-29', '2025-3-14', '2025-03-14T24:10', '2025-03-14T09:61Z'],
    ...['31/02/2025', '03/14/2025', '14/03/25', 'yesterday', '2025'],
  ])('does not take %j', (text) => {
    expect(isDate(text)).toBe(false);
  });
});
