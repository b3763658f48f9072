import type { Question, Study } from '../../study/study.ts';
import type { RawColumn, RawSheet, SystemRole } from '../questionpro/raw-sheet.ts';

/** What a test says of a sheet; the five system columns stand before the survey's. */
export interface MadeSheet {
  readonly file?: string;
  /** A header, or a header and what stands under it. */
  readonly headers: readonly (string | readonly [string, string])[];
  /** The survey's cells; a row may be an object with system cells too. */
  readonly rows: readonly MadeRow[];
  readonly headerRows?: 1 | 2;
  readonly surveyId?: string;
  readonly chunk?: number;
}

export interface MadeRow {
  readonly id?: string;
  readonly status?: string;
  readonly seconds?: string;
  readonly sequence?: string;
  readonly reference?: string;
  readonly cells: readonly string[];
}

const SYSTEM: readonly (readonly [string, SystemRole])[] = [
  ['Response ID', 'response-id'],
  ['Response Status', 'status'],
  ['Time Taken to Complete (Seconds)', 'seconds'],
  ['Seq. Number', 'sequence'],
  ['External Reference', 'external-reference'],
];

/** A sheet for tests. The first row of data is row 2 or 3, under one or two header rows; ids default to 1001, 1002, … */
export function makeSheet({
  file = 'a.csv',
  headers,
  rows,
  headerRows = 1,
  surveyId,
  chunk = 400,
}: MadeSheet): RawSheet {
  const survey = headers.map((header) => (typeof header === 'string' ? ([header, ''] as const) : header));
  const all = [
    ...SYSTEM.map(([header, role]) => ({ header, subheader: '', system: role })),
    ...survey.map(([header, subheader]) => ({ header, subheader, system: null })),
  ];
  const columns = all.map(
    (column, index): RawColumn => ({ ...column, index, letter: letterOf(index), personal: false }),
  );
  const raw = rows.map(({ id, status, seconds, sequence, reference, cells }, index) => ({
    fileRow: index + 1 + headerRows,
    cells: [
      id ?? String(1001 + index),
      status ?? 'Completed',
      seconds ?? '300',
      sequence ?? '1',
      reference ?? '',
      ...cells,
    ],
  }));
  return {
    file,
    sha256: '0'.repeat(64),
    format: 'csv',
    sheet: null,
    preambleRows: 0,
    headerRows,
    generated: null,
    surveyId: surveyId ?? null,
    surveyName: null,
    synthetic: true,
    columns,
    listed: [],
    async *rows() {
      for (let at = 0; at < raw.length; at += chunk) yield raw.slice(at, at + chunk);
    },
  };
}

/** How a questionnaire's questions head their columns: two rows, stems repeated or once; `Question - Option`; or statements alone. */
export type HeaderLayout = 'two-repeated' | 'two-once' | 'one-joined' | 'one-bare';

/** A survey column's header with the question it stands for and, of a multi, the 0-based option. */
export interface HeadedColumn {
  readonly header: readonly [string, string];
  readonly question: Question;
  readonly option: number | null;
}

/** The headers of all columns of a questionnaire's questions in that layout. */
export function headersOf(
  study: Study,
  questions: readonly Question[],
  layout: HeaderLayout,
): readonly HeadedColumn[] {
  let over = '';
  return questions.flatMap((question): HeadedColumn[] => {
    const { text, stem, kind, scale } = question;
    if (kind === 'multi') {
      return (study.scales[scale ?? '']?.options ?? []).map(({ label }, option) => {
        const two = layout === 'two-repeated' || (layout === 'two-once' && option === 0);
        const one = layout === 'one-joined' ? `${text} - ${label}` : label;
        const header = layout.startsWith('two') ? ([two ? text : '', label] as const) : ([one, ''] as const);
        return { header: [strip(header[0]), strip(header[1])] as const, question, option };
      });
    }
    const header =
      stem === null || layout === 'one-bare'
        ? ([text, ''] as const)
        : layout === 'one-joined'
          ? ([`${stem} - ${text}`, ''] as const)
          : ([layout === 'two-repeated' || stem !== over ? stem : '', text] as const);
    over = stem ?? '';
    return [{ header: [strip(header[0]), strip(header[1])] as const, question, option: null }];
  });
}

/** Headers as a CSV export leaves them: no commas or apostrophes, some spaces not breaking. */
function strip(text: string): string {
  return text.replace(/[,'’]/g, '').replace(/ is /g, '\u00a0is ');
}

function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}
