import { renderReport } from '../../render/html.ts';
import type { StagedFolder } from '../output-folder.ts';
import { qualityLog } from './quality-log.ts';
import { qualityLogCsv } from './quality-log-csv.ts';
import { qualityLogReport } from './quality-log-report.ts';
import type { RecordParts } from './record-parts.ts';

/** Writes `internal/quality-log.html` and `.csv`: what the run knows, and room for what people say. */
export function writeQualityLog(folder: StagedFolder, parts: RecordParts): void {
  const entries = qualityLog(parts);
  folder.write('internal/quality-log.html', renderReport(qualityLogReport(parts, entries), new Map()));
  folder.write('internal/quality-log.csv', qualityLogCsv(entries));
}
