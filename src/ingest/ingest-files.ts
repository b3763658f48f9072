import type { Problem } from '../study/problem.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import { openLedger, unmetCorrections } from './apply-corrections.ts';
import type { Correction } from './parse-corrections.ts';
import type { RawSheet } from './questionpro/raw-sheet.ts';
import { readResponses } from './read-responses.ts';
import { type Recognition, recognise } from './recognise.ts';
import type { Provenance } from './responses.ts';
import { type Screening, screen } from './screen.ts';

export interface IngestOptions {
  /** `--questionnaire`: which one all the files answer. */
  readonly questionnaire?: string | undefined;
  readonly codes?: 'index' | 'values' | undefined;
  readonly prefer?: 'first' | 'last' | undefined;
  readonly corrections?: readonly Correction[] | undefined;
}

/** One questionnaire's files. Its batches must be read to their end before its report is asked for. */
export interface IngestedQuestionnaire extends Screening {
  readonly questionnaire: Questionnaire;
  readonly files: readonly { readonly sheet: RawSheet; readonly recognition: Recognition }[];
  /** By file; complete when `batches` has ended. */
  readonly provenance: () => readonly Provenance[];
}

export interface Ingest {
  /** Every file, in the order given, recognised or not. */
  readonly files: readonly { readonly sheet: RawSheet; readonly recognition: Recognition }[];
  /** In the study's order. Files that are not recognised are in none; `problems` says why. */
  readonly questionnaires: readonly IngestedQuestionnaire[];
  /** All problems of all files, once every questionnaire's batches have ended. An error among them must stop the run before anything is written. */
  readonly problems: () => readonly Problem[];
}

/**
 * From opened exports to screened answers. Nothing is read yet but headers; reading goes on as `batches` are taken, each
 * file's once. Nothing throws: when all batches have ended, `problems()` holds every fault of every file.
 */
export function ingestFiles(sheets: readonly RawSheet[], study: Study, options: IngestOptions = {}): Ingest {
  const files = sheets.map((sheet) => ({
    sheet,
    recognition: recognise(sheet, study, { questionnaire: options.questionnaire }),
  }));
  const ledger = openLedger(options.corrections ?? []);
  const questionnaires = study.questionnaires.flatMap((questionnaire): IngestedQuestionnaire[] => {
    const own = files.filter(({ recognition }) => recognition.questionnaire === questionnaire.id);
    if (own.length === 0) return [];
    const sources = own.map(({ sheet, recognition }) => ({
      sheet,
      recognition,
      reading: readResponses(sheet, recognition, questionnaire, study, { codes: options.codes, ledger }),
    }));
    return [
      {
        questionnaire,
        files: own,
        ...screen(sources, questionnaire, study, { prefer: options.prefer }),
        provenance: () => sources.map(({ reading }) => reading.provenance()),
      },
    ];
  });
  return {
    files,
    questionnaires,
    problems: () => [
      ...files.flatMap(({ recognition }) => (recognition.questionnaire === null ? recognition.problems : [])),
      ...questionnaires.flatMap(({ report }) => report().problems),
      ...unmetCorrections(ledger),
    ],
  };
}
