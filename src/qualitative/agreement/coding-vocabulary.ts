import { appliesTo, type Code } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import { type CodeChoice, questionName } from './coded-answers.ts';

/** What a study lets a coding name. */
export interface CodingVocabulary extends CodeChoice {
  readonly questionnaires: readonly string[];
  /** Ids of a questionnaire's questions; null for interview transcripts, whose turns no study lists. */
  readonly questions: ReadonlyMap<string, readonly string[] | null>;
  /** A former code and what became of it, such as `renamed to "x"`. */
  readonly former: ReadonlyMap<string, string>;
}

/** The questionnaire that transcripts stand under; every code applies to every turn. */
export const INTERVIEWS = 'interviews';

/** The codes of the study's codebook and the questions each applies to; null where the study has no codebook. */
export function codingVocabulary(study: Study): CodingVocabulary | null {
  const { codebook } = study;
  if (codebook === null) return null;
  const byId = new Map<string, Code>(codebook.codes.map((code) => [code.id, code]));
  const asked = new Map(
    study.questionnaires.flatMap(({ id, questions }) =>
      questions.map((question) => [questionName(id, question.id), question] as const),
    ),
  );
  const questions = new Map<string, readonly string[] | null>(
    study.questionnaires.map(({ id, questions: all }) => [id, all.map((question) => question.id)]),
  );
  return {
    codes: codebook.codes.map(({ id }) => id),
    applies: (code, question) => {
      const definition = byId.get(code);
      if (definition === undefined) return false;
      const known = asked.get(question);
      return known === undefined ? question.startsWith(`${INTERVIEWS}/`) : appliesTo(definition, known);
    },
    questionnaires: study.questionnaires.map(({ id }) => id),
    questions: questions.has(INTERVIEWS) ? questions : questions.set(INTERVIEWS, null),
    former: formerCodes(codebook.changes),
  };
}

function formerCodes(changes: NonNullable<Study['codebook']>['changes']): ReadonlyMap<string, string> {
  const former = new Map<string, string>();
  for (const change of changes) {
    if (change.kind === 'rename') former.set(change.from, `it was renamed to "${change.to}"`);
    else if (change.kind === 'merge')
      for (const from of change.from) former.set(from, `it was merged into "${change.to}"`);
    else former.set(change.from, `it was split into ${change.to.map((to) => `"${to}"`).join(', ')}`);
  }
  return former;
}
