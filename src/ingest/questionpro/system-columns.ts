import { fold } from '../../study/fold.ts';
import type { RawColumn, SystemRole } from './raw-sheet.ts';

/** What is known of a system column by its name. `beside`: a name a survey may use too, so only beside other system columns. */
interface SystemName {
  readonly role: SystemRole;
  readonly personal: boolean;
  readonly beside: boolean;
}

const sure = (role: SystemRole, personal = false): SystemName => ({ role, personal, beside: false });
const beside = (role: SystemRole, personal = false): SystemName => ({ role, personal, beside: true });

const PERSONAL = sure('personal', true);
const LOCATION = sure('technical', true);

/** Folded names. The Spanish ones beside `ID de respuesta` and `Estado de respuesta` are the plain translations. */
const NAMES: Readonly<Record<string, SystemName>> = {
  'response id': sure('response-id'),
  'id de respuesta': sure('response-id'),
  'response status': sure('status'),
  'estado de respuesta': sure('status'),
  'estado de la respuesta': sure('status'),
  'ip address': PERSONAL,
  'dirección ip': PERSONAL,
  timestamp: sure('timestamp'),
  'marca de tiempo': sure('timestamp'),
  'fecha y hora': sure('timestamp'),
  duplicate: sure('duplicate'),
  duplicado: sure('duplicate'),
  'time taken to complete': sure('seconds'),
  'tiempo para completar': sure('seconds'),
  'tiempo tomado para completar': sure('seconds'),
  'tiempo necesario para completar': sure('seconds'),
  'seq. number': sure('sequence'),
  'sequence number': sure('sequence'),
  'número de secuencia': sure('sequence'),
  'núm. de secuencia': sure('sequence'),
  'external reference': sure('external-reference', true),
  'referencia externa': sure('external-reference', true),
  'respondent email': PERSONAL,
  'correo electrónico del encuestado': PERSONAL,
  'email del encuestado': PERSONAL,
  'email list': PERSONAL,
  'lista de correo electrónico': PERSONAL,
  'lista de correo': PERSONAL,
  'lista de email': PERSONAL,
  'country code': LOCATION,
  'código de país': LOCATION,
  'código del país': LOCATION,
  region: beside('technical', true),
  región: beside('technical', true),
  latitude: beside('technical', true),
  longitude: beside('technical', true),
  'external data': beside('personal', true),
  'respondent name': beside('personal', true),
  'first name': beside('personal', true),
  'last name': beside('personal', true),
  email: beside('personal', true),
  'email address': beside('personal', true),
  weight: beside('technical'),
  device: beside('technical'),
  'device type': beside('technical'),
  'operating system': beside('technical'),
  browser: beside('technical'),
  language: beside('technical'),
  peso: beside('technical'),
  dispositivo: beside('technical'),
  'sistema operativo': beside('technical'),
  navegador: beside('technical'),
  idioma: beside('technical'),
};

const NUMBERED = /^(?:custom variable|variable personalizada|external data|datos externos) \d+$/;

/** A two- or three-character code with a letter in it, as GeoIP databases name regions: `VA`, `BAS`, `H9`. */
const GEO_CODE = /^(?=.*[A-Z])[A-Z0-9]{1,3}$/;

/** Whether a header is that of the column by which an export is known: `Response ID` or its Spanish name. */
export function isResponseId(header: string): boolean {
  return header.length < 40 && known(header)?.role === 'response-id';
}

/**
 * The columns of an export in file order, each with its role where it is one of the platform's own and whether it may
 * hold personal data. Names are matched after folding, the first of a name only, so that a survey's question of the
 * same name further on stays a question. Names that surveys use too (`Region`, `Language`) count only beside other
 * system columns or each other, and `Region` only beside the country code or where the `sample` of rows holds codes such as `VA`.
 * Headers between two system columns that are nobody's are custom variables under a name of the account's choice.
 */
export function nameColumns(
  headers: readonly string[],
  subheaders: readonly string[],
  sample: readonly (readonly string[])[],
): readonly RawColumn[] {
  const width = Math.max(headers.length, subheaders.length);
  const systems: (SystemName | null)[] = new Array<SystemName | null>(width).fill(null);
  const named = Array.from({ length: width }, (_, index) =>
    (subheaders[index] ?? '') === '' ? known(headers[index] ?? '') : null,
  );
  markSure(headers, named, systems);
  markBeside(headers, named, systems, sample);
  markRenamed(headers, subheaders, systems);
  return systems.map((system, index) => ({
    index,
    letter: columnLetter(index),
    header: headers[index] ?? '',
    subheader: subheaders[index] ?? '',
    system: system?.role ?? null,
    personal: system?.personal ?? false,
  }));
}

/** A 0-based column position as spreadsheets name it: 0 is A, 26 is AA. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}

function known(header: string): SystemName | null {
  const name = fold(header).replace(/ ?\((?:[dmy]{1,4}[/.-]?)+\)$|(?: ?\((?:in )?se(?:conds|gundos)\))$/, '');
  return NAMES[name] ?? (NUMBERED.test(name) ? PERSONAL : null);
}

function markSure(
  headers: readonly string[],
  named: readonly (SystemName | null)[],
  systems: (SystemName | null)[],
): void {
  const seen = new Set<string>();
  for (const [index, name] of named.entries()) {
    const folded = fold(headers[index] ?? '');
    if (name === null || name.beside || seen.has(folded)) continue;
    seen.add(folded);
    systems[index] = name;
  }
}

function markBeside(
  headers: readonly string[],
  named: readonly (SystemName | null)[],
  systems: (SystemName | null)[],
  sample: readonly (readonly string[])[],
): void {
  const seen = new Set<string>();
  for (let marked = true; marked; ) {
    marked = false;
    for (const [index, name] of named.entries()) {
      const folded = fold(headers[index] ?? '');
      if (name === null || !name.beside || systems[index] !== null || seen.has(folded)) continue;
      const neighbours = [systems[index - 1] ?? null, systems[index + 1] ?? null];
      // Two neighbours such as Device and Browser vouch for each other: they may stand after the survey's columns.
      const paired =
        !name.personal && [named[index - 1], named[index + 1]].some((next) => next?.beside && !next.personal);
      if (!paired && neighbours.every((neighbour) => neighbour === null)) continue;
      if (/^regi[oó]n$/.test(folded) && !neighbours.includes(LOCATION) && !holdsGeoCodes(index, sample))
        continue;
      seen.add(folded);
      systems[index] = name;
      marked = true;
    }
  }
}

function holdsGeoCodes(index: number, sample: readonly (readonly string[])[]): boolean {
  const cells = sample.map((row) => row[index] ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => GEO_CODE.test(cell));
}

/** Custom variables stand after the columns about the response and before those about the respondent's address. */
function markRenamed(
  headers: readonly string[],
  subheaders: readonly string[],
  systems: (SystemName | null)[],
): void {
  for (let start = 1; start < systems.length; start += 1) {
    if (systems[start] !== null || systems[start - 1] === null) continue;
    let end = start;
    while (end < systems.length && systems[end] === null) end += 1;
    const left = systems[start - 1];
    const run = headers.slice(start, end).map(fold);
    const plain =
      end < systems.length &&
      left?.role !== 'technical' &&
      run.length <= 255 &&
      run.every((name) => name !== '') &&
      new Set(run).size === run.length &&
      subheaders.slice(start, end).every((name) => name === '');
    const surveyElsewhere = headers.some(
      (header, index) => (index < start || index >= end) && header !== '' && systems[index] === null,
    );
    if (plain && surveyElsewhere) systems.fill(PERSONAL, start, end);
    start = end;
  }
}
