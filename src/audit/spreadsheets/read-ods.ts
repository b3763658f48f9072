import { readOdsSheets } from './ods-sheets.ts';
import { readOdsStyles } from './ods-styles.ts';
import { type Package, unreadable } from './open-package.ts';
import { attribute } from './scan-xml.ts';
import { type MarkedTable, type Place, placeOf, type Range, type Spreadsheet } from './spreadsheet.ts';

/**
 * Reads an opened OpenDocument spreadsheet: what rules ask about it, from the raw parts. A database range that nobody named
 * is a filter, not a table. The language is the properties', or else the default cell style's. Throws an InputError
 * where a part is not well-formed or there are no sheets.
 */
export function readOds(opened: Package): Spreadsheet {
  const styles = readOdsStyles(opened);
  const { sheets, ranges } = readOdsSheets(opened, styles);
  if (sheets.length === 0)
    throw unreadable(
      opened.file,
      'a spreadsheet without sheets',
      'open it in a spreadsheet program and save it again',
    );
  const { title, language } = readMeta(opened);
  const frozen = readFrozen(opened);
  const placed = ranges.flatMap(({ target, table }) => {
    const at = targetOf(target);
    return at === null
      ? []
      : [{ sheet: at.sheet, table: { ...table, range: at.range } satisfies MarkedTable }];
  });
  return {
    format: 'ods',
    title,
    language: language || styles.language,
    macros: opened.names.some((name) => /^(?:Basic|Scripts)\/(?!.*script-l[bc]\.xml$)./.test(name)),
    sheets: sheets.map((sheet) => {
      const own = placed.filter((each) => each.sheet === sheet.name).map(({ table }) => table);
      const isNamed = ({ name }: MarkedTable): boolean => !/^__Anonymous/.test(name);
      return {
        ...sheet,
        tables: own.filter(isNamed),
        unmarked: [],
        filters: own.filter((table) => !isNamed(table)).map(({ range }) => range),
        frozenAt: frozen.get(sheet.name) ?? null,
      };
    }),
  };
}

/** The sheet and range of an address such as `'Table 1'.A1:'Table 1'.C9` or `$Data.$A$1:.$C$9`. */
function targetOf(address: string): { readonly sheet: string; readonly range: Range } | null {
  const match = /^\$?(?:'((?:[^']|'')*)'|([^.']*))\.([^:]+)(?::(?:.*\.)?([^:]+))?$/.exec(address);
  const from = placeOf(match?.[3] ?? '');
  const to = placeOf(match?.[4] ?? match?.[3] ?? '');
  if (match === null || from === null || to === null) return null;
  return { sheet: (match[1] ?? match[2] ?? '').replaceAll("''", "'"), range: { from, to } };
}

function readMeta(opened: Package): { readonly title: string; readonly language: string } {
  const values = new Map<string, string>();
  let name = '';
  for (const event of opened.scan('meta.xml')) {
    if (event.kind === 'text') values.set(name, (values.get(name) ?? '') + event.text);
    else name = event.kind === 'open' ? event.name : '';
  }
  return { title: (values.get('title') ?? '').trim(), language: (values.get('language') ?? '').trim() };
}

/** Where panes are frozen, by sheet: split mode 2 in the view's settings. */
function readFrozen(opened: Package): ReadonlyMap<string, Place> {
  const frozen = new Map<string, Place>();
  let [inTables, sheet, item] = [false, '', ''];
  let settings = new Map<string, string>();
  for (const event of opened.scan('settings.xml')) {
    if (event.kind === 'text') {
      if (item !== '') settings.set(item, event.text);
    } else if (event.kind === 'close') {
      if (event.name === 'config-item') item = '';
      if (event.name === 'config-item-map-named') inTables = false;
      if (event.name !== 'config-item-map-entry' || sheet === '') continue;
      const row =
        settings.get('VerticalSplitMode') === '2' ? Number(settings.get('VerticalSplitPosition')) : 0;
      const column =
        settings.get('HorizontalSplitMode') === '2' ? Number(settings.get('HorizontalSplitPosition')) : 0;
      if (row + column > 0) frozen.set(sheet, { row: row + 1, column: column + 1 });
      sheet = '';
    } else if (event.name === 'config-item-map-named') inTables = attribute(event, 'name') === 'Tables';
    else if (event.name === 'config-item-map-entry' && inTables) {
      sheet = attribute(event, 'name');
      settings = new Map();
    } else if (event.name === 'config-item') item = attribute(event, 'name');
  }
  return frozen;
}
