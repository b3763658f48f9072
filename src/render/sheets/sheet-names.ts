import { visibleLine, visibleOrder } from '../visible-text.ts';

/** Names that mean something else to Excel, or that this program gives itself. */
const TAKEN = ['cover', 'contents', 'notes', 'history'];
const LIMIT = 31;

/**
 * A sheet's name for each table id, in order: `Table_B.1`. Only letters, digits, `.`, `-` and `_` stay, so that it needs no
 * quoting in a link; at most 31 characters; unique whatever the case, repeats and cut names numbered `_2`.
 */
export function sheetNames(ids: readonly string[]): readonly string[] {
  const taken = new Set<string>(TAKEN);
  return ids.map((id) => {
    const plain = visibleOrder(visibleLine(id))
      .replace(/[^\p{L}\p{N}._-]+/gu, '_')
      .replace(/^_+|_+$/g, '');
    return claim(`Table_${plain === '' ? 'untitled' : plain}`, taken, LIMIT);
  });
}

/** A name for each table's mark-up, from its sheet's: `Table_B.1` is `table_B_1`, which no cell's address can be. */
export function tableNames(sheets: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map((sheet) =>
    claim(sheet.replace(/^Table/, 'table').replace(/[^A-Za-z0-9_]/g, '_'), taken, 200),
  );
}

function claim(wanted: string, taken: Set<string>, limit: number): string {
  let free = cut(wanted, limit);
  for (let copy = 2; taken.has(free.toLowerCase()); copy += 1) {
    const suffix = `_${copy}`;
    free = `${cut(wanted, limit - suffix.length)}${suffix}`;
  }
  taken.add(free.toLowerCase());
  return free;
}

function cut(name: string, limit: number): string {
  const short = name.slice(0, limit);
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short;
}
