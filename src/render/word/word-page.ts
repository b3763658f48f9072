import {
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from '#docx';
import { STYLES } from './word-styles.ts';
import { textRuns } from './word-text.ts';

/** A stretch of the document in one direction of the page, in twips (twentieths of a point). */
export interface Stretch {
  readonly landscape: boolean;
  readonly children: readonly FileChild[];
}

// A4, with margins of two centimetres.
const SHORT_EDGE = 11_906;
const LONG_EDGE = 16_838;
const MARGIN = 1_134;
const TOP_MARGIN = 1_418;

/** How wide the text stands on a page, in twips. */
export function textWidthOf(landscape: boolean): number {
  return (landscape ? LONG_EDGE : SHORT_EDGE) - 2 * MARGIN;
}

/** The largest picture of an upright page that leaves room for its caption, in pixels (96 to the inch). */
export const LARGEST_PICTURE = { width: Math.floor(textWidthOf(false) / 15), height: 860 };

/**
 * Stretches as sections, neighbours of one direction joined, each on a new page. The first carries the
 * banner (none where it is null) and the page number, which the others take over from it. Stretches without content are left out; without
 * any, there is one empty section.
 */
export function sectionsOf(stretches: readonly Stretch[], banner: string | null): readonly ISectionOptions[] {
  const joined: { landscape: boolean; children: FileChild[] }[] = [];
  for (const { landscape, children } of stretches) {
    const last = joined.at(-1);
    if (children.length === 0) continue;
    if (last !== undefined && last.landscape === landscape) last.children.push(...children);
    else joined.push({ landscape, children: [...children] });
  }
  if (joined.length === 0) joined.push({ landscape: false, children: [new Paragraph({})] });
  return joined.map(({ landscape, children }, index) => ({
    children,
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // docx turns width and height round for a page on its side.
        size: {
          width: SHORT_EDGE,
          height: LONG_EDGE,
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: TOP_MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN, header: 567, footer: 567 },
      },
    },
    ...(index > 0
      ? {}
      : {
          ...(banner === null ? {} : { headers: { default: bannerHeader(banner) } }),
          footers: { default: pageNumberFooter() },
        }),
  }));
}

function bannerHeader(banner: string): Header {
  return new Header({ children: [new Paragraph({ style: STYLES.banner, children: textRuns(banner) })] });
}

function pageNumberFooter(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: STYLES.footer,
        children: [new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}
