import { unzipSync } from 'fflate';
import type { Problem } from '../../study/problem.ts';

/** A workbook that unpacks to more than this is refused: the largest real exports are a hundredth of it. */
const LARGEST_UNPACKED = 1 << 30;

/**
 * Why a file that begins as a zip archive can't be an XLSX export, looking only at its table of contents: cut short,
 * another kind of document, or one that would unpack to more than a gigabyte. Null where nothing speaks against it.
 */
export function workbookProblem(bytes: Uint8Array, file: string): Problem | null {
  const names = new Set<string>();
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        names.add(entry.name);
        // A name may stand twice: each is unpacked.
        unpacked += entry.originalSize;
        return false;
      },
    });
  } catch {
    return refuse(
      file,
      'truncated-workbook',
      'a whole Excel workbook (.xlsx)',
      'one that is cut short',
      'download or export the file again',
    );
  }
  if (unpacked > LARGEST_UNPACKED) {
    return refuse(
      file,
      'oversized-workbook',
      'a workbook of at most 1 GB unpacked',
      `one that says it unpacks to ${(unpacked / LARGEST_UNPACKED).toFixed(1)} GB`,
      'it is damaged or made to do harm; export a large survey as CSV',
    );
  }
  if (names.has('xl/workbook.xml')) return null;
  const what = names.has('xl/workbook.bin')
    ? 'a binary Excel workbook (.xlsb)'
    : names.has('content.xml') && names.has('mimetype')
      ? 'an OpenDocument file (such as .ods)'
      : names.has('word/document.xml')
        ? 'a Word document'
        : 'a zip archive of something else';
  return refuse(
    file,
    'not-xlsx',
    'an Excel workbook (.xlsx) or a CSV file',
    what,
    names.has('xl/workbook.bin') || names.has('mimetype')
      ? 'save it as .xlsx, or use the file as it was exported'
      : 'if the export is inside, unpack it first',
  );
}

function refuse(file: string, code: string, expected: string, found: string, advice: string): Problem {
  return { severity: 'error', code, file, row: null, column: null, expected, found, advice };
}
