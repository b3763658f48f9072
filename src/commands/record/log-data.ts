import { counted } from '../count-text.ts';
import type { RunRecord } from '../run-record.ts';
import type { EntryDraft } from './log-entry.ts';

/** Every file that the run read, with what it holds and its SHA-256. */
export function dataDrafts(record: RunRecord): readonly EntryDraft[] {
  const { study, coding, corrections, readings } = record;
  const decisions = coding?.decisions ?? null;
  const quotes = coding?.quotes ?? null;
  return [
    ...record.inputs.map((input) => {
      const questionnaire = record.questionnaires.find(({ id }) => id === input.questionnaire);
      const alone = questionnaire?.files.length === 1;
      return {
        entry: input.file,
        where: questionnaire?.title ?? input.questionnaire,
        basis: [
          `${input.platform} ${input.format.toUpperCase()}`,
          ...(input.generated === null ? [] : [`generated ${input.generated}`]),
          ...(input.surveyId === null ? [] : [`survey ${input.surveyId}`]),
          ...(input.synthetic ? ['synthetic'] : []),
        ].join(', '),
        figure: `${counted(questionnaire?.read ?? 0, 'row')}${alone ? '' : ', with the questionnaire’s other files'}`,
        sha256: input.sha256,
      };
    }),
    {
      entry: `Definition of the study “${study.id}”`,
      where: 'Questions, scales, tables',
      basis: 'Definition files',
      sha256: study.sha256,
    },
    ...(coding === null
      ? []
      : [
          {
            entry: 'Codebook',
            where: 'Themes of open answers',
            basis: 'Part of the study',
            figure: `${counted(coding.codes, 'code')}, ${counted(coding.rules, 'rule')}`,
            sha256: coding.codebook,
          },
        ]),
    ...(corrections === null
      ? []
      : [
          {
            entry: corrections.file,
            where: 'Corrections of answers',
            basis: 'A file of corrections',
            figure: `${counted(corrections.applied, 'correction')} applied`,
            sha256: corrections.sha256,
          },
        ]),
    ...(readings === null
      ? []
      : [
          {
            entry: readings.file,
            where: 'Readings of charts',
            basis: 'Readings confirmed by people',
            figure: `${counted(readings.applied, 'reading')} printed`,
            sha256: readings.sha256,
          },
        ]),
    ...(decisions === null
      ? []
      : [
          {
            entry: decisions.file,
            where: 'Codes of open answers',
            basis: 'People’s decisions',
            figure: `${counted(decisions.applied, 'decision')} applied`,
            sha256: decisions.sha256,
          },
        ]),
    ...(quotes === null
      ? []
      : [
          {
            entry: quotes.file,
            where: 'Quotes',
            basis: 'Quotes ticked by people',
            figure: `${counted(quotes.published, 'quote')} published`,
            sha256: quotes.sha256,
          },
        ]),
    ...(coding?.interviews?.sha256 ?? []).map((sha256, at) => ({
      entry: `Interview transcript ${at + 1}, in the order of the files’ names`,
      where: 'Codes of interviews; no figure of the report',
      basis: 'A transcript',
      sha256,
    })),
    ...(coding?.others ?? []).map(({ file, sha256, codings }) => ({
      entry: file,
      where: 'Agreement of coders; no figure on themes',
      basis: 'Another coder’s codings',
      figure: counted(codings, 'coding'),
      sha256,
    })),
  ];
}
