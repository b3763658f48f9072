import { type AddFault, shown } from '../agreement/csv-table.ts';

const YES = ['x', 'yes', 'y', '1', 'true', '✓', '✔'];
const NO = ['', 'no', 'n', '0', 'false'];

/** Whether a cell is marked; a fault where it is neither marked nor plainly not. */
export function isTicked(text: string, column: string, row: number, fault: AddFault): boolean {
  const mark = text.toLowerCase();
  if (YES.includes(mark)) return true;
  if (!NO.includes(mark)) fault(row, `"${column}"`, 'x or nothing', shown(text));
  return false;
}

/** "no" in one of two columns may mean the other, or nothing: it is not passed over. */
export function isKeptOrRemoved(
  text: string,
  column: 'keep' | 'remove',
  row: number,
  fault: AddFault,
): boolean {
  if (text !== '' && NO.includes(text.toLowerCase())) {
    const other = column === 'keep' ? 'to take the code away, mark "remove"' : 'to keep it, mark "keep"';
    fault(row, `"${column}"`, 'x or nothing', shown(text), other);
    return false;
  }
  return isTicked(text, column, row, fault);
}
