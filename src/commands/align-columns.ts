/**
 * Rows of cells as lines of text with columns two spaces apart, each as wide as its widest cell: to the right where
 * `right` says so, else to the left; no spaces at the ends of lines. Short rows are short lines.
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  right: readonly boolean[] = [],
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const room = ' '.repeat((widths[at] ?? 0) - width(cell));
        return right[at] === true ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return [...text].length;
}
