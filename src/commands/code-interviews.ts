import type { CodedAnswer } from '../qualitative/coded-answer.ts';
import { countInterviews } from '../qualitative/interviews/count-interviews.ts';
import { answersIn } from '../qualitative/interviews/read-transcript.ts';
import { writeCsv } from '../render/csv.ts';
import type { Codebook } from '../study/codebook.ts';
import type { OpenAnswerWriter } from './open-answers.ts';
import type { ReadTranscripts } from './read-transcripts.ts';
import type { InterviewsRecord } from './run-record.ts';
import type { CodingWriter } from './write-codings.ts';
import type { RespondentWriter } from './write-respondents.ts';

/** What coding interviews found: internal/interviews.csv, and its numbers. */
export interface CodedInterviews {
  readonly csv: string;
  readonly record: InterviewsRecord;
}

/** Codes the respondents' turns of interviews after all answers; they are written beside these. */
export function codeInterviews(
  { transcripts, sha256 }: ReadTranscripts,
  codebook: Codebook,
  writers: {
    readonly answers: OpenAnswerWriter;
    readonly codings: CodingWriter;
    readonly respondents: RespondentWriter;
  },
): CodedInterviews {
  const coded: CodedAnswer[] = [];
  for (const transcript of transcripts) {
    const answers = answersIn(transcript);
    writers.answers.take(answers);
    writers.respondents.take(transcript);
    coded.push(...writers.codings.take(answers));
  }
  const names = new Map(codebook.codes.map(({ id, name }) => [id, name]));
  const synthetic = transcripts.some(({ attributes }) => attributes['synthetic'] === 'yes');
  const rows = countInterviews(transcripts, coded, codebook).map(
    ({ group, interviews, code, given, mentions }) => [
      group,
      String(interviews),
      code,
      names.get(code) ?? '',
      String(given),
      String(mentions),
      synthetic ? 'yes' : 'no',
    ],
  );
  return {
    csv: writeCsv([
      ['group', 'interviews', 'code', 'name', 'interviews_with_code', 'mentions', 'synthetic'],
      ...rows,
    ]),
    record: { sha256, turns: coded.length, coded: coded.filter(({ codings }) => codings.length > 0).length },
  };
}
