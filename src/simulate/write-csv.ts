import { americanTimestamp, dayOf } from './calendar.ts';
import type { ExportCell, ExportSheet } from './export-sheet.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri'];

/**
 * A sheet with these rows as the platform's CSV, in pieces that joined are the file: byte order mark, three lines of preamble, one
 * or two header rows without commas and apostrophes, every field quoted, CRLF. The dashboard name is the survey's,
 * which says SYNTHETIC.
 */
export function* writeCsv(
  sheet: Omit<ExportSheet, 'rows'>,
  rows: Iterable<readonly ExportCell[]>,
): Generator<string> {
  const { year, month, day } = dayOf(sheet.generated);
  const weekday = WEEKDAYS[sheet.generated % 7] ?? '';
  const date = `${weekday} ${MONTHS[month - 1] ?? ''} ${String(day).padStart(2, '0')}`;
  yield `\uFEFF"Data Export Generated on ${date} 09:00:00 GMT ${year}"\r\n`;
  yield `"Survey ID ${sheet.surveyId}"\r\n`;
  yield line([`Dashboard Name ${sheet.survey}`]);
  yield line(sheet.headers.map(strip));
  if (sheet.layout.headerRows === 2) yield line(sheet.subheaders.map(strip));
  for (const row of rows) yield line(row.map(written));
}

/** The platform strips commas and apostrophes from headers, not from answers. */
function strip(header: string): string {
  return header.replace(/[,'’‘]/g, '');
}

function line(fields: readonly string[]): string {
  return `${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function written(cell: ExportCell): string {
  if (cell === null) return '';
  if (cell.kind === 'text') return cell.text;
  if (cell.kind === 'number') return String(cell.number);
  if (cell.kind === 'truth') return cell.truth ? '1' : '0';
  return americanTimestamp(cell.serial, cell.second);
}
