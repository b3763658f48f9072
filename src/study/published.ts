/** Where a published row was read: `row` as a spreadsheet numbers it, from 1 with the header. */
export interface PublishedPlace {
  readonly file: string;
  readonly row: number;
}

/**
 * A rated statement in one group. Figures are the printed texts, so that their decimals are known (5.4 is not 5.40);
 * `percent` is null where the source prints none (a 0–10 rating has no agreement).
 */
export interface PublishedLikert extends PublishedPlace {
  readonly kind: 'likert';
  /** One table, or several that print parts of the row: B.1 its percentage, B.2 its mean and SD. */
  readonly tables: readonly string[];
  readonly respondents: string;
  readonly statement: string;
  readonly group: string;
  readonly headerN: string | null;
  readonly percent: string | null;
  readonly mean: string;
  readonly sd: string;
  readonly scaleMin: number;
  readonly scaleMax: number;
}

/** A number of respondents, with its percentage where one is printed (totals have none). */
export interface PublishedCount extends PublishedPlace {
  readonly kind: 'count';
  readonly table: string;
  readonly phase: string;
  readonly label: string;
  readonly respondents: string;
  readonly count: string;
  readonly percent: string | null;
  /** Null where the row's label says it all. */
  readonly statement: string | null;
}

/** A percentage quoted in the running text. */
export interface PublishedText extends PublishedPlace {
  readonly kind: 'text';
  readonly section: string;
  readonly phase: string;
  readonly respondents: string;
  readonly group: string;
  readonly measure: string;
  readonly percent: string;
}

export type PublishedRow = PublishedLikert | PublishedCount | PublishedText;

/** All published figures, each kind in the order of its file. */
export interface PublishedFigures {
  readonly likert: readonly PublishedLikert[];
  readonly counts: readonly PublishedCount[];
  readonly texts: readonly PublishedText[];
}

/** A name for a published row that stays the same when rows are added before it: `B.1/B.2|probation|WS|I am …`. */
export function publishedId(row: PublishedRow): string {
  if (row.kind === 'likert')
    return [row.tables.join('/'), row.respondents, row.group, row.statement].join('|');
  if (row.kind === 'count')
    return [row.table, row.phase, row.label, row.respondents, row.statement]
      .filter((part) => part !== null)
      .join('|');
  return [row.section, row.phase, row.respondents, row.group, row.measure].join('|');
}
