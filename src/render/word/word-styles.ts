import { AlignmentType, BorderStyle, type IStylesOptions, LevelFormat, LineRuleType } from '#docx';
import { TABLE_SIZES, tableText } from './word-table-styles.ts';

/** The ids of the styles in use. What a reader sees in Word's list are the names in `wordStyles`. */
export const STYLES = {
  title: 'Title',
  subtitle: 'Subtitle',
  heading: 'Heading1',
  contentsHeading: 'TOCHeading',
  contents: 'TOC1',
  listEntry: 'TableofFigures',
  list: 'ListBullet',
  tableCaption: 'TableCaption',
  figureCaption: 'FigureCaption',
  tableHeader: 'TableHeader',
  tableHeaderNumber: 'TableHeaderNumber',
  tableText: 'TableText',
  tableNumber: 'TableNumber',
  tableNoValue: 'TableNoValue',
  tableHeaderSmall: 'TableHeaderSmall',
  tableHeaderNumberSmall: 'TableHeaderNumberSmall',
  tableTextSmall: 'TableTextSmall',
  tableNumberSmall: 'TableNumberSmall',
  tableNoValueSmall: 'TableNoValueSmall',
  tableNote: 'TableNote',
  tableWarning: 'TableWarning',
  tableEnd: 'TableEnd',
  figure: 'Figure',
  figureNote: 'FigureNote',
  figureInWords: 'FigureInWords',
  quote: 'Quote',
  quoteLabel: 'QuoteLabel',
  credit: 'Credit',
  banner: 'Banner',
  footer: 'Footer',
  table: 'ResultsTable',
} as const;

/** The style names that lists of tables and figures are gathered by. */
export const CAPTION_NAMES = { table: 'Table Caption', figure: 'Figure Caption' } as const;

const FONT = 'Arial';
const DARK = '12436D';
const GREY = '595959';
const BULLETS = 'bullets';

/**
 * Every look of a document in one place: text, headings, captions, table texts, notes and one table style, under names
 * of their own, so that whoever changes a style changes all that have it. Language is British English.
 */
export function wordStyles(): IStylesOptions {
  const heading = { font: FONT, bold: true, italics: false, color: DARK };
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: 24,
          language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { after: 160, line: 276, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { ...heading, size: 52 },
        paragraph: { spacing: { before: 0, after: 120, line: 240, lineRule: LineRuleType.AUTO } },
        next: STYLES.subtitle,
      },
      heading1: {
        run: { ...heading, size: 34 },
        paragraph: { spacing: { before: 480, after: 200 }, keepNext: true, keepLines: true },
        next: 'Normal',
      },
      heading2: {
        run: { ...heading, size: 28 },
        paragraph: { spacing: { before: 320, after: 160 }, keepNext: true, keepLines: true },
        next: 'Normal',
      },
      caption: {
        run: { font: FONT, size: 22, bold: true, italics: false, color: '000000' },
        paragraph: { spacing: { before: 280, after: 120, ...SINGLE }, keepLines: true },
        next: 'Normal',
      },
    },
    paragraphStyles: [
      { id: 'Normal', name: 'Normal', quickFormat: true },
      {
        id: STYLES.subtitle,
        name: 'Subtitle',
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { size: 28, color: GREY },
      },
      {
        id: STYLES.contentsHeading,
        name: 'TOC Heading',
        basedOn: 'Normal',
        next: 'Normal',
        run: { ...heading, size: 28 },
        paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
      },
      { id: STYLES.contents, name: 'toc 1', basedOn: 'Normal', paragraph: ENTRY },
      {
        id: STYLES.listEntry,
        name: 'table of figures',
        basedOn: 'Normal',
        run: { size: 22 },
        paragraph: ENTRY,
      },
      {
        id: STYLES.list,
        name: 'List Bullet',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { numbering: { reference: BULLETS, level: 0 }, spacing: { after: 80 } },
      },
      {
        id: STYLES.tableCaption,
        name: CAPTION_NAMES.table,
        basedOn: 'Caption',
        quickFormat: true,
        paragraph: { keepNext: true },
      },
      {
        id: STYLES.figureCaption,
        name: CAPTION_NAMES.figure,
        basedOn: 'Caption',
        quickFormat: true,
        paragraph: { spacing: { before: 60, after: 60, ...SINGLE } },
      },
      ...tableText('', TABLE_SIZES.normal, 'Normal'),
      ...tableText('Small', TABLE_SIZES.small, ''),
      {
        id: STYLES.tableNote,
        name: 'Table Note',
        basedOn: 'Normal',
        quickFormat: true,
        run: { size: 18 },
        paragraph: { spacing: { before: 60, after: 60, ...SINGLE }, keepLines: true },
      },
      {
        id: STYLES.tableWarning,
        name: 'Table Warning',
        basedOn: STYLES.tableNote,
        quickFormat: true,
        run: { bold: true },
      },
      {
        id: STYLES.tableEnd,
        name: 'Table End',
        basedOn: 'Normal',
        run: { size: 8 },
        paragraph: { spacing: { before: 0, after: 120, ...SINGLE } },
      },
      {
        id: STYLES.figure,
        name: 'Figure',
        basedOn: 'Normal',
        next: STYLES.figureCaption,
        paragraph: {
          alignment: AlignmentType.CENTER,
          keepNext: true,
          spacing: { before: 240, after: 60, ...SINGLE },
        },
      },
      { id: STYLES.figureNote, name: 'Figure Note', basedOn: STYLES.tableNote },
      {
        id: STYLES.figureInWords,
        name: 'Figure in Words',
        basedOn: 'Normal',
        paragraph: { spacing: { before: 240, after: 60 } },
      },
      {
        id: STYLES.quote,
        name: 'Quote',
        basedOn: 'Normal',
        next: STYLES.quoteLabel,
        quickFormat: true,
        run: { italics: true },
        paragraph: { indent: { left: 567, right: 567 }, spacing: { before: 120, after: 40 } },
      },
      {
        id: STYLES.quoteLabel,
        name: 'Quote Label',
        basedOn: 'Normal',
        next: 'Normal',
        run: { size: 20, color: GREY },
        paragraph: { indent: { left: 567, right: 567 }, spacing: { after: 200 } },
      },
      {
        id: STYLES.credit,
        name: 'Credit',
        basedOn: 'Normal',
        run: { size: 20, color: GREY },
        paragraph: { spacing: { before: 480 } },
      },
      { id: 'Header', name: 'header', basedOn: 'Normal', paragraph: { spacing: { after: 0, ...SINGLE } } },
      {
        id: STYLES.banner,
        name: 'Banner',
        basedOn: 'Header',
        run: { size: 17, bold: true },
        paragraph: {
          alignment: AlignmentType.CENTER,
          border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 4, color: DARK } },
        },
      },
      {
        id: STYLES.footer,
        name: 'footer',
        basedOn: 'Normal',
        run: { size: 18, color: GREY },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 0, ...SINGLE } },
      },
    ],
  };
}

/** The list that the style "List Bullet" belongs to. */
export const wordNumbering = {
  config: [
    {
      reference: BULLETS,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 425, hanging: 284 } } },
        },
      ],
    },
  ],
};

const SINGLE = { line: 240, lineRule: LineRuleType.AUTO } as const;
const ENTRY = { spacing: { after: 60, ...SINGLE }, indent: { left: 284, hanging: 284 } } as const;
