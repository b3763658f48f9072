/** The line that goes wherever figures from synthetic answers go. */
export const SYNTHETIC_BANNER =
  'Synthetic data: these answers were made from published figures to test the program. Nobody gave them.';
