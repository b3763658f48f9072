import { type Package, unreadable } from './open-package.ts';
import { attribute } from './scan-xml.ts';
import type { Spreadsheet } from './spreadsheet.ts';
import { raised } from './superscript.ts';
import { readXlsxSheet } from './xlsx-sheet.ts';
import { readXlsxStyles } from './xlsx-styles.ts';

/**
 * Reads an opened XLSX workbook: what rules ask about it, from the raw parts. Chart sheets are left out. Throws an
 * InputError where a part is not well-formed or the workbook lists no worksheets.
 */
export function readXlsx(opened: Package): Spreadsheet {
  const related = (part: string): ReadonlyMap<string, string> => relations(opened, part);
  const root = [...typedRelations(opened, '')];
  const target = (type: string, fallback: string): string =>
    root.find((relation) => relation.type.endsWith(`/${type}`))?.target ?? fallback;
  const workbook = target('officeDocument', 'xl/workbook.xml');
  const parts = typedRelations(opened, workbook);
  const part = (type: string, fallback: string): string =>
    parts.find((relation) => relation.type.endsWith(`/${type}`))?.target ?? fallback;
  const source = {
    opened,
    related,
    strings: readStrings(opened, part('sharedStrings', 'xl/sharedStrings.xml')),
    formatOf: readXlsxStyles(opened, part('styles', 'xl/styles.xml')),
  };
  const worksheets = new Set(parts.filter(({ type }) => type.endsWith('/worksheet')).map(({ id }) => id));
  const targets = related(workbook);
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  for (const event of opened.scan(workbook)) {
    if (event.kind !== 'open' || event.name !== 'sheet' || !worksheets.has(attribute(event, 'id'))) continue;
    sheets.push({
      name: attribute(event, 'name'),
      hidden: /^(?:veryH|h)idden$/.test(attribute(event, 'state')),
      part: targets.get(attribute(event, 'id')) ?? '',
    });
  }
  if (sheets.length === 0)
    throw unreadable(
      opened.file,
      'a workbook without worksheets',
      'open it in a spreadsheet program and save it again',
    );
  const { title, language } = readProperties(opened, target('core-properties', 'docProps/core.xml'));
  return {
    format: 'xlsx',
    title,
    language,
    macros: opened.names.some((name) => /vbaProject\.bin$/i.test(name)),
    sheets: sheets.map((sheet) => readXlsxSheet(source, sheet)),
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function typedRelations(opened: Package, part: string): readonly Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found: Relation[] = [];
  for (const event of opened.scan(`${folder}_rels/${part.slice(folder.length)}.rels`)) {
    if (event.kind !== 'open' || event.name !== 'Relationship') continue;
    const target = attribute(event, 'Target');
    found.push({
      id: attribute(event, 'Id'),
      type: attribute(event, 'Type'),
      target: target.startsWith('/') ? target.slice(1) : withoutDots(`${folder}${target}`),
    });
  }
  return found;
}

function relations(opened: Package, part: string): ReadonlyMap<string, string> {
  return new Map(typedRelations(opened, part).map(({ id, target }) => [id, target]));
}

/** `xl/worksheets/../tables/table1.xml` is `xl/tables/table1.xml`. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') kept.pop();
    else if (step !== '.') kept.push(step);
  }
  return kept.join('/');
}

/** The shared strings, runs joined, superscript in signs that are, without what tells how to say them. */
function readStrings(opened: Package, part: string): readonly string[] {
  const strings: string[] = [];
  let [within, phonetic, isRaised] = [false, false, false];
  for (const event of opened.scan(part)) {
    if (event.kind === 'text') {
      if (within && !phonetic) strings[strings.length - 1] += isRaised ? raised(event.text) : event.text;
      continue;
    }
    const opens = event.kind === 'open';
    if (event.name === 'r') isRaised = false;
    else if (event.name === 'vertAlign' && opens) isRaised = attribute(event, 'val') === 'superscript';
    else if (event.name === 'si' && opens) strings.push('');
    else if (event.name === 't') within = opens;
    else if (event.name === 'rPh') phonetic = opens;
  }
  return strings.map(unescapeUnits);
}

/** Excel writes what XML can't hold as `_x0007_`. */
function unescapeUnits(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readProperties(
  opened: Package,
  part: string,
): { readonly title: string; readonly language: string } {
  const values = new Map<string, string>();
  let name = '';
  for (const event of opened.scan(part)) {
    if (event.kind === 'text') values.set(name, (values.get(name) ?? '') + event.text);
    else name = event.kind === 'open' ? event.name : '';
  }
  return { title: (values.get('title') ?? '').trim(), language: (values.get('language') ?? '').trim() };
}
