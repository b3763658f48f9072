import {
  AlignmentType,
  type FileChild,
  Paragraph,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
  Table as WordTable,
} from '#docx';
import { cellText, columnText, filledStubs, tableFooter } from '../cell-text.ts';
import type { Table } from '../contract.ts';
import { isNumberColumn, isWide, runsOf } from '../html-table.ts';
import {
  type ColumnPlan,
  type ColumnTexts,
  fitsWidth,
  isFigure,
  planColumns,
  rowLines,
} from './word-columns.ts';
import { captionParagraph } from './word-fields.ts';
import { type Stretch, textWidthOf } from './word-page.ts';
import { STYLES } from './word-styles.ts';
import { textRuns, wordLine } from './word-text.ts';

/**
 * A table as Word has them: caption, header rows that repeat on every page, rows that don't split, figures lined up at their decimal
 * points, then notes, source and warnings. A table too wide for an upright page gets one on its side.
 */
export function tableStretch(table: Table, anchor: string | null): Stretch {
  const columns = columnsOf(table);
  const landscape = isWide(table) || !fitsWidth(columns, textWidthOf(false));
  const plan = planColumns(columns, textWidthOf(landscape));
  const stubs = filledStubs(table);
  const names = table.stubHeaders.length;
  const header = headerRows(table, plan);
  const rows = table.rows.map((row, index) => [
    ...row.stub.map((_, depth) => stubCell(stubs, index, depth, plan)),
    textCell(row.label, row.stub.length, plan),
    ...row.cells.map((cell, place) => figureCell(cellText(cell), names + place, plan)),
  ]);
  const { source, warnings } = tableFooter(table);
  const lines = [
    ...[...table.notes, ...(source === '' ? [] : [source])].map((text) => ({
      style: STYLES.tableNote,
      text,
    })),
    ...warnings.map((text) => ({ style: STYLES.tableWarning, text })),
  ];
  return {
    landscape,
    children: [
      captionParagraph('table', `Table ${table.id}`, table.caption, anchor),
      grid(header, rows, plan, heights(columns, plan), lines.length > 0),
      ...lines.map(
        ({ style, text }, index) =>
          new Paragraph({
            style,
            ...(index < lines.length - 1 ? { keepNext: true } : {}),
            children: textRuns(text),
          }),
      ),
      tableEnd(),
    ],
  };
}

/** A table of plain texts under its caption; columns of numbers line up at their decimal points. */
export function plainTable(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): readonly FileChild[] {
  const columns = headers.map((header, index): ColumnTexts => {
    const cells = rows.map((row) => row[index] ?? '');
    return { header, cells, figures: index > 0 && isNumberColumn(cells) };
  });
  const plan = planColumns(columns, textWidthOf(false));
  const top = columns.map(({ header, figures }, index) =>
    headerCell(wordLine(header), index, plan, figures, 1, 1),
  );
  const body = rows.map((row) =>
    columns.map(({ figures }, index) =>
      figures ? figureCell(row[index] ?? '', index, plan) : textCell(row[index] ?? '', index, plan),
    ),
  );
  return [
    captionParagraph('table', '', caption, null),
    ...(columns.length === 0 ? [] : [grid([top], body, plan, heights(columns, plan), false), tableEnd()]),
  ];
}

/** Keeps what follows at a distance, and two tables from becoming one. */
function tableEnd(): Paragraph {
  return new Paragraph({ style: STYLES.tableEnd });
}

function columnsOf(table: Table): readonly ColumnTexts[] {
  return [
    ...table.stubHeaders.map((header, index) => ({
      header,
      // A stub that repeats the one above is part of its cell.
      cells: table.rows.map((row) => row.stub[index] ?? (index === row.stub.length ? row.label : '')),
      figures: false,
    })),
    ...table.columns.map((column, index) => ({
      header: columnText(column),
      cells: table.rows.map((row) => {
        const cell = row.cells[index];
        return cell === undefined ? '' : cellText(cell);
      }),
      figures: true,
    })),
  ];
}

/** About how many lines each row takes. */
function heights(columns: readonly ColumnTexts[], plan: ColumnPlan): readonly number[] {
  const rows = columns[0]?.cells.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    rowLines(
      columns.map(({ cells }) => cells[row] ?? ''),
      plan,
    ),
  );
}

/** A table of up to this many lines stays on one page, where it can; one of more may begin where the one before ends. */
const SHORT_TABLE = 26;
/** A row of more lines than this may be higher than a page and then has to split. */
const LONG_ROW = 20;

function grid(
  header: readonly (readonly TableCell[])[],
  rows: readonly (readonly TableCell[])[],
  plan: ColumnPlan,
  lines: readonly number[],
  followed: boolean,
): WordTable {
  const together = lines.reduce((total, each) => total + each, 0) <= SHORT_TABLE;
  // Notes stand under some of their table, never alone on a page.
  const kept = (index: number) =>
    index === rows.length - 1 ? followed : together || index >= rows.length - 3;
  return new WordTable({
    style: STYLES.table,
    layout: TableLayoutType.FIXED,
    width: { size: plan.widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    columnWidths: plan.widths,
    tableLook: {
      firstRow: true,
      firstColumn: true,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: [
      ...header.map(
        (cells) => new TableRow({ tableHeader: true, cantSplit: true, keepNext: true, children: cells }),
      ),
      ...rows.map(
        (cells, index) =>
          new TableRow({
            ...((lines[index] ?? 0) <= LONG_ROW ? { cantSplit: true } : {}),
            ...(kept(index) ? { keepNext: true } : {}),
            children: cells,
          }),
      ),
    ],
  });
}

function headerRows(table: Table, plan: ColumnPlan): readonly (readonly TableCell[])[] {
  const names = table.stubHeaders.length;
  const grouped = table.columns.some(({ group }) => group !== null);
  const span = grouped ? 2 : 1;
  const stubs = table.stubHeaders.map((header, index) =>
    headerCell(wordLine(header), index, plan, false, 1, span),
  );
  if (!grouped)
    return [
      [
        ...stubs,
        ...table.columns.map((column, index) =>
          headerCell(wordLine(columnText(column)), names + index, plan, true, 1, 1),
        ),
      ],
    ];
  let place = names;
  const upper = runsOf(table.columns).map(([column, length]) => {
    const cell =
      column.group === null
        ? headerCell(wordLine(columnText(column)), place, plan, true, 1, 2)
        : headerCell(wordLine(column.group), place, plan, true, length, 1);
    place += length;
    return cell;
  });
  const lower = table.columns.flatMap((column, index) =>
    column.group === null ? [] : [headerCell(wordLine(columnText(column)), names + index, plan, true, 1, 1)],
  );
  return [[...stubs, ...upper], lower];
}

function headerCell(
  text: string,
  column: number,
  plan: ColumnPlan,
  figures: boolean,
  columnSpan: number,
  rowSpan: number,
): TableCell {
  const style = figures
    ? sized(plan, STYLES.tableHeaderNumber, STYLES.tableHeaderNumberSmall)
    : sized(plan, STYLES.tableHeader, STYLES.tableHeaderSmall);
  return new TableCell({
    width: { size: widthOf(plan, column, columnSpan), type: WidthType.DXA },
    ...(columnSpan === 1 ? {} : { columnSpan }),
    ...(rowSpan === 1 ? {} : { rowSpan }),
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [new Paragraph({ style, children: textRuns(text) })],
  });
}

function textCell(text: string, column: number, plan: ColumnPlan, merge?: 'restart' | 'continue'): TableCell {
  return new TableCell({
    width: { size: widthOf(plan, column, 1), type: WidthType.DXA },
    ...(merge === undefined
      ? {}
      : { verticalMerge: merge === 'restart' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE }),
    children: [
      new Paragraph({
        style: sized(plan, STYLES.tableText, STYLES.tableTextSmall),
        children: textRuns(text),
      }),
    ],
  });
}

function figureCell(text: string, column: number, plan: ColumnPlan): TableCell {
  const stop = plan.stops[column] ?? null;
  const paragraph = !isFigure(text)
    ? { style: sized(plan, STYLES.tableNoValue, STYLES.tableNoValueSmall) }
    : {
        style: sized(plan, STYLES.tableNumber, STYLES.tableNumberSmall),
        // In a cell, text goes to a decimal tab stop by itself.
        ...(stop === null
          ? { alignment: AlignmentType.RIGHT }
          : { tabStops: [{ type: TabStopType.DECIMAL, position: stop }] }),
      };
  return new TableCell({
    width: { size: widthOf(plan, column, 1), type: WidthType.DXA },
    children: [new Paragraph({ ...paragraph, children: textRuns(text) })],
  });
}

/** A stub cell, joined with the ones below that repeat it. */
function stubCell(
  stubs: readonly (readonly string[])[],
  index: number,
  depth: number,
  plan: ColumnPlan,
): TableCell {
  const same = (other: number) =>
    stubs[other] !== undefined &&
    stubs[other].slice(0, depth + 1).join('\0') === stubs[index]?.slice(0, depth + 1).join('\0');
  const text = stubs[index]?.[depth] ?? '';
  if (index > 0 && same(index - 1)) return textCell('', depth, plan, 'continue');
  return textCell(text, depth, plan, same(index + 1) ? 'restart' : undefined);
}

function widthOf(plan: ColumnPlan, column: number, span: number): number {
  return plan.widths.slice(column, column + span).reduce((total, width) => total + width, 0);
}

function sized(plan: ColumnPlan, normal: string, small: string): string {
  return plan.size === 'normal' ? normal : small;
}
