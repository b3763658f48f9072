import { Tab, TextRun } from '#docx';
import { visibleLine, visibleOrder, visibleText } from '../visible-text.ts';

/**
 * A text as runs of a paragraph of its own: line breaks and tabs kept as Word's, everything that could act made
 * visible. It may be of any length; an empty text gives one empty run. Marks that turn the order round reach no
 * farther than the paragraph.
 */
export function textRuns(text: string): readonly TextRun[] {
  return visibleText(text)
    .split('\n')
    .map(
      (line, index) =>
        new TextRun({
          ...(index === 0 ? {} : { break: 1 }),
          children: line.split('\t').flatMap((part, place) => (place === 0 ? [part] : [new Tab(), part])),
        }),
    );
}

/** A text on one line beside other text (a caption, a header with its n): what turns the order round is written out. */
export function wordLine(text: string): string {
  return visibleOrder(visibleLine(text));
}
