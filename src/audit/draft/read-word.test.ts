import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../study/problem.ts';
import type { DraftBlock } from './draft.ts';
import { readWord } from './read-word.ts';
import { docxOf, p, r, table, wordXml } from './testing/docx.ts';

function blocks(body: string, parts: Record<string, string> = {}): readonly DraftBlock[] {
  const draft = readWord(docxOf(body, parts), 'draft.docx');
  if ('severity' in draft) throw new Error(formatProblem(draft));
  return draft.blocks;
}
const texts = (body: string, parts: Record<string, string> = {}): string[] =>
  blocks(body, parts).map((block) => (block.kind === 'table' ? JSON.stringify(block.rows) : block.text));
const says = (bytes: Uint8Array): string => {
  const read = readWord(bytes, 'draft.docx');
  return 'severity' in read ? formatProblem(read) : 'read';
};

describe('a Word document is read as its reader sees it', () => {
  it('joins a number split over runs, and knows hard spaces and hyphens', () => {
    const split = `<w:p>${r('7')}${r('5', '<w:b/>')}<w:r><w:t>\u00a0%</w:t></w:r>${r(' of co')}<w:r><w:noBreakHyphen/></w:r>${r('located')}</w:p>`;
    expect(texts(split)).toEqual(['75\u00a0% of co-located']);
  });

  it('leaves out what tracking deleted or moved away, and keeps what it inserted', () => {
    const tracked = `<w:p>${r('was ')}<w:del w:id="1"><w:r><w:delText>74</w:delText></w:r></w:del><w:ins w:id="2">${r('75')}</w:ins><w:moveFrom w:id="3">${r('gone')}</w:moveFrom><w:moveTo w:id="4">${r(' per cent')}</w:moveTo></w:p>`;
    expect(texts(tracked)).toEqual(['was 75 per cent']);
  });

  it('is not misled by marks of deletion in properties, or by how something was formatted before', () => {
    const marked = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${r('one ')}</w:p><w:p>${r('two', '<w:rPrChange w:id="2"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:rPrChange>')}</w:p>`;
    expect(texts(marked)).toEqual(['one two']);
    const row = `<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>${p('gone')}</w:tc></w:tr><w:tr><w:tc>${p('kept')}</w:tc></w:tr></w:tbl>`;
    expect(blocks(row)).toMatchObject([{ kind: 'table', rows: [[{ text: 'kept' }]] }]);
  });

  it('shows a field by its result, hides hidden text and drops raised marks of notes', () => {
    const field = `<w:p>${r('Table ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ Table 99 </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('3')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink>${r(' link')}</w:hyperlink>${r('secret', '<w:vanish/>')}${r('14', '<w:vertAlign w:val="superscript"/>')}${r('9', '<w:rStyle w:val="FootnoteReference"/>')}${r(' 1')}${r('st', '<w:vertAlign w:val="superscript"/>')}</w:p>`;
    expect(texts(field)).toEqual(['Table 3 link 1st']);
  });

  it('reads a text box once, after its paragraph', () => {
    const box = `<w:p>${r('before')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>${p('in the box')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${p('in the box')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r(' after')}</w:p>`;
    expect(blocks(box)).toMatchObject([
      { text: 'before after', role: 'text' },
      { text: 'in the box', role: 'box' },
    ]);
  });

  it('knows headings, captions, contents and quotations by the built-in names of their styles', () => {
    const styled = [
      p('Results', 'berschrift1'),
      p('Table 1: x', 'TableCaption'),
      p('Results 4', 'TOC1'),
      p('q', 'Quote'),
    ];
    expect(blocks(styled.join(''))).toMatchObject([
      { role: 'heading', level: 1 },
      { role: 'caption' },
      { role: 'contents' },
      { role: 'quote' },
    ]);
  });

  it('places merged cells on the grid and keeps a table in a cell apart', () => {
    const merged = `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${p('Phase 1')}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('wide')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>${p('a')}</w:tc><w:tc>${table([['inner']])}<w:p/></w:tc></w:tr></w:tbl>`;
    expect(blocks(merged)).toMatchObject([
      {
        rows: [
          [
            { text: 'Phase 1', column: 0 },
            { text: 'wide', column: 1, span: 2 },
          ],
          [{ continued: true }, { text: 'a', column: 1 }, { text: '', column: 2 }],
        ],
      },
      { rows: [[{ text: 'inner' }]] },
    ]);
  });

  it('puts notes at the end, without their separators', () => {
    const notes = wordXml(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1">${p('no')}</w:footnote><w:footnote w:id="1">${p('75% of them')}</w:footnote>`,
    );
    expect(blocks(p('text'), { 'word/footnotes.xml': notes })).toMatchObject([
      { text: 'text' },
      { text: '75% of them', role: 'footnote' },
    ]);
  });

  it('follows the package to its main part', () => {
    const rels =
      '<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>';
    const bytes = zipSync({
      '_rels/.rels': strToU8(rels),
      'word/document2.xml': strToU8(wordXml('document', `<w:body>${p('found')}</w:body>`)),
    });
    expect(readWord(bytes, 'x')).toEqual({
      blocks: [{ kind: 'paragraph', role: 'text', level: 0, text: 'found' }],
    });
  });
});

describe('what is no Word document is refused', () => {
  const ole = (name: string): Uint8Array =>
    new Uint8Array([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...[...name].flatMap((letter) => [letter.charCodeAt(0), 0]),
    ]);
  const whole = docxOf(p('text'));
  it.each([
    ['is empty', new Uint8Array(), 'a Word document (.docx), found an empty file — save the draft again'],
    [
      'is encrypted',
      ole('EncryptedPackage'),
      'a Word document (.docx), found one that is encrypted with a password — save a copy without the password',
    ],
    [
      'is old',
      ole('WordDocument'),
      'a Word document (.docx), found one in the format of Word 97–2003 (.doc) — save it as .docx',
    ],
    [
      'is a PDF',
      strToU8('%PDF-1.7'),
      'a Word document (.docx), found a PDF file — name the document it was made from',
    ],
    [
      'is a workbook',
      zipSync({ 'xl/workbook.xml': strToU8('x') }),
      'a Word document (.docx), found an Excel workbook — save it as a Word document (.docx)',
    ],
    [
      'is another archive',
      zipSync({ '../evil': strToU8('x') }),
      'a Word document (.docx), found a zip archive without word/document.xml — save it as a Word document (.docx)',
    ],
    [
      'is cut short',
      whole.subarray(0, whole.length - 60),
      'a whole Word document (.docx), found one that is cut short or damaged — open it in Word and save it again',
    ],
    [
      'has broken XML',
      zipSync({ 'word/document.xml': strToU8('<w:document>\n<w:p>private</w:document>') }),
      'a Word document (.docx) whose text is whole XML, found XML that breaks in document.xml at line 2, column 25 — open it in Word and save it again',
    ],
  ])('that %s', (_, bytes, message) => {
    expect(says(bytes)).toBe(`draft.docx: expected ${message}`);
  });

  it('that says it unpacks to more than its limit, without unpacking it', () => {
    const bytes = docxOf(p('text'));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The size in the table of contents of the first part: what a zip bomb would say, or hide.
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) {
        view.setUint32(at + 24, 0x7fffffff, true);
        break;
      }
    expect(says(bytes)).toBe(
      'draft.docx: expected a document whose text unpacks to at most 200 MB, found one that says it unpacks to 2049 MB — it is damaged or made to do harm',
    );
  });

  it('expands no entities of its own', () => {
    const bomb = `<!DOCTYPE w:document [<!ENTITY a "aaaa">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>`;
    expect(says(zipSync({ 'word/document.xml': strToU8(bomb) }))).toMatch(
      /XML that breaks in document\.xml at line 1/,
    );
  });
});
