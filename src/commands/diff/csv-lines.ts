/**
 * The records of a CSV file as `writeCsv` writes it, each a line of text without its end, the header first. Line breaks within
 * a field are `\n` there and ends of records `\r\n`, so a record is never cut; of a file saved again with `\n` alone, each line.
 */
export function csvLines(text: string): readonly string[] {
  const lines = text.split(text.includes('\r\n') ? '\r\n' : '\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The fields of one record, quotes taken off. */
export function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let end: number;
    if (line[at] === '"') {
      end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"'))
        end += line[end] === '"' ? 2 : 1;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      end += 1;
    } else {
      end = line.indexOf(',', at);
      if (end < 0) end = line.length;
      fields.push(line.slice(at, end));
    }
    if (end >= line.length) return fields;
    at = end + 1;
  }
}

/** A record with the names of its columns. */
export interface CsvRow {
  readonly columns: readonly string[];
  readonly fields: readonly string[];
}

/** What a row has in a column; "" where there is no such column, or no row. */
export function fieldIn(row: CsvRow | null, column: string): string {
  return row?.fields[row.columns.indexOf(column)] ?? '';
}

/** The first field of a record. */
export function firstField(line: string): string {
  if (line[0] !== '"') {
    const end = line.indexOf(',');
    return end < 0 ? line : line.slice(0, end);
  }
  return fieldsOf(line)[0] ?? '';
}
