import type { Exact } from '../exact/ratio.ts';

/** One number of a table or chart: exact until a renderer rounds it, once. */
export interface Figure {
  /** Id of the Result it shows. */
  readonly result: string;
  /** Null where there is no value; `shorthand` stands in its place. A `percent` holds the share (0 to 1) as how many over of how many. */
  readonly exact: Exact | null;
  readonly shorthand: string | null;
  readonly measure: 'percent' | 'mean' | 'sd' | 'median' | 'count';
  readonly decimals: number;
}

/** One cell. `none`: no such question ("n/a"). Others say how its figures are printed together. */
export interface Cell {
  /** `single` "75" · `mean-sd` "5.75 (1.82)" · `percent-count` "33 (11)" · `count-percent` "87 (44)". */
  readonly pattern: 'none' | 'single' | 'mean-sd' | 'percent-count' | 'count-percent';
  readonly figures: readonly Figure[];
}

export interface TableColumn {
  /** Upper header level; null where there is one level. */
  readonly group: string | null;
  readonly label: string;
  /** Printed as `(n=28)`; null where the header has none. */
  readonly headerN: Figure | null;
}

export interface TableRow {
  /** Texts of the stub columns before the label; "" where it repeats the one above. */
  readonly stub: readonly string[];
  readonly label: string;
  readonly cells: readonly Cell[];
}

/** An arrangement of Results: no arithmetic, no mark-up. */
export interface Table {
  readonly id: string;
  readonly caption: string;
  readonly section: string;
  /** Headers of the stub columns and the row label. */
  readonly stubHeaders: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly string[];
  readonly source: string;
  readonly synthetic: boolean;
  /** False: carries the line "Not cleared for publication". */
  readonly cleared: boolean;
}

/** One bar of a distribution: how many of `base` chose each level; all counts come from one Result's tally. */
export interface DistributionBar {
  readonly row: string;
  readonly panel: string;
  readonly counts: readonly number[];
  readonly dontKnow: number;
  /** Those who gave a rating: the base of the shares. */
  readonly base: number;
  readonly result: string;
}

interface ChartBase {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly notes: readonly string[];
  readonly synthetic: boolean;
  /** One line that says what the figures show, as a person has confirmed it; left out where nobody has. */
  readonly reading?: string;
  /** Gives a reader who cannot see the chart what it shows. */
  readonly description: string;
  /** The table it was drawn from. */
  readonly table: string;
}

/** A diverging stacked bar of every level, rows by panels (pathways as small multiples). */
export interface DistributionChart extends ChartBase {
  readonly kind: 'distribution';
  /** Levels in scale order with their lean: −1, 0 or +1. */
  readonly levels: readonly { readonly label: string; readonly lean: -1 | 0 | 1 }[];
  readonly panels: readonly string[];
  readonly rows: readonly string[];
  readonly bars: readonly DistributionBar[];
}

/** Groups compared on one measure: items in rows, groups as points or bars. */
export interface ComparisonChart extends ChartBase, Compared {
  readonly kind: 'comparison';
  /** Bars in a panel for each group, where what counts is the order of rows; points where it is how groups differ (the default). */
  readonly marks?: 'bars' | 'points';
}

/** The same as a table whose cells are shaded by their value: items in rows, groups in columns. */
export interface HeatChart extends ChartBase, Compared {
  readonly kind: 'heat';
}

interface Compared {
  readonly measure: 'percent' | 'mean';
  /** Ends of the measure's axis, such as [0, 100] or [0, 10]. */
  readonly domain: readonly [number, number];
  readonly groups: readonly string[];
  readonly rows: readonly string[];
  readonly points: readonly {
    readonly row: string;
    readonly group: string;
    readonly figure: Figure;
    readonly base: number | null;
  }[];
}

/** Distributions on one page, each bar in three bands: negative, neutral, positive. */
export interface OverviewChart extends ChartBase {
  readonly kind: 'overview';
  readonly parts: readonly DistributionChart[];
}

export type Chart = DistributionChart | ComparisonChart | HeatChart | OverviewChart;

/**
 * Every published figure of the items by group, for a reader to choose from: masked Results only, printed as they are
 * printed elsewhere. Plain texts and numbers, so that it can be written into a page as JSON.
 */
export interface Explorer {
  readonly dimensions: readonly {
    readonly label: string;
    /** A breakdown of respondents: without it a cell is of everyone. */
    readonly breakdown: boolean;
    readonly groups: readonly string[];
  }[];
  /** Statements, with the answer that counts and percents are of ("agree", "Yes"). */
  readonly items: readonly { readonly label: string; readonly answer: string }[];
  /** Of `items` and `groups` the positions; a group is −1 where the cell is not narrowed by the dimension. */
  readonly cells: readonly ExplorerCell[];
}

export interface ExplorerCell {
  readonly item: number;
  /** One a dimension. */
  readonly groups: readonly number[];
  /**
   * Each as printed, or its shorthand: how many answered, how many gave the item's answer, these as a percent, the mean and
   * the SD ("" where the options have no scores).
   */
  readonly answered: string;
  readonly count: string;
  readonly percent: string;
  readonly mean: string;
  readonly sd: string;
}

/** One part of the report, in reading order. Paragraphs are plain text. */
export type ReportBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: Chart }
  /** A table of plain texts (who was left out, the funnel, the record); numbers right-aligned. */
  | {
      readonly kind: 'plain-table';
      readonly caption: string;
      readonly headers: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Respondents' own words, each with the label that says whose (such as "PQ, Wales"); the text is redacted. */
  | { readonly kind: 'quotes'; readonly quotes: readonly Quote[] };

/** One answer, or a part of one, as it may be published. */
export interface Quote {
  readonly text: string;
  readonly label: string;
}

export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface Report {
  readonly title: string;
  readonly subtitle: string;
  /** Shown across the top of every page: "Synthetic data…"; null for real answers. */
  readonly banner: string | null;
  readonly sections: readonly ReportSection[];
  readonly credit: string;
  /** What a reader of the web report can choose from; left out where there is nothing to choose. */
  readonly explorer?: Explorer;
}
