import { INTERVIEWS } from '../qualitative/agreement/coding-vocabulary.ts';
import { compileCodebook } from '../qualitative/rules/compile-codebook.ts';
import { languageOf } from '../qualitative/rules/language.ts';
import { appliesTo, type CodeRule } from '../study/codebook.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { type AnswerRecord, readAnswers } from './answers-csv.ts';
import { coderFinder, isInterview, isLimitedToRespondents } from './coder-finder.ts';
import { counted } from './count-text.ts';

/**
 * A warning for each rule that proposes nothing for the answers of a CSV, with how many answers it was tried on; in codebook
 * order. Left out: rules that no answer's question leads to, and those limited to groups of respondents, which the file does
 * not tell. Answers in another language are not tried. Throws an InputError where the file is faulty.
 */
export async function findIdleRules(
  study: Study,
  answers: { readonly path: string; readonly named: string },
): Promise<readonly Problem[]> {
  const coder = compileCodebook(study);
  const finder = coderFinder(study, coder, answers.named);
  const hit = new Set<string>();
  const asked = new Map<string | null, number>();
  for await (const batch of readAnswers(answers.path, answers.named)) {
    for (const record of batch) {
      const found = finder.find(record);
      const language = found === null ? 'none' : languageOf(record.answer);
      if (found === null || (language !== 'en' && language !== 'none')) continue;
      const question = askedBy(study, record);
      asked.set(question, (asked.get(question) ?? 0) + 1);
      for (const { rule } of found.code(record.answer)) hit.add(rule);
    }
  }
  finder.stop();
  return coder.codebook.codes.flatMap((code) =>
    code.rules.flatMap((rule): readonly Problem[] => {
      if (hit.has(rule.id) || isLimitedToRespondents(study, rule.where)) return [];
      const tried = triedOn(study, code.questions, rule, asked);
      return tried === 0 ? [] : [idle(rule, tried)];
    }),
  );
}

function askedBy(study: Study, { questionnaire, question }: AnswerRecord): string | null {
  if (question === null) return null;
  return isInterview(study, questionnaire) ? INTERVIEWS : `${questionnaire}\n${question}`;
}

/** How many of the answers the rule was tried on. */
function triedOn(
  study: Study,
  questions: readonly string[],
  rule: CodeRule,
  asked: ReadonlyMap<string | null, number>,
): number {
  const limits = Object.entries(rule.where);
  let tried = limits.length === 0 ? (asked.get(null) ?? 0) : 0;
  if (limits.length === 0 && rule.questions === null) tried += asked.get(INTERVIEWS) ?? 0;
  for (const questionnaire of study.questionnaires)
    for (const question of questionnaire.questions) {
      const facets: Readonly<Record<string, string>> = { ...questionnaire.facets, ...question.facets };
      const applies =
        appliesTo({ questions }, question) &&
        (rule.questions === null || appliesTo({ questions: rule.questions }, question)) &&
        limits.every(([dimension, groups]) => groups.includes(facets[dimension] ?? ''));
      if (applies) tried += asked.get(`${questionnaire.id}\n${question.id}`) ?? 0;
    }
  return tried;
}

function idle({ place, id }: CodeRule, tried: number): Problem {
  return {
    severity: 'warning',
    code: 'rule-without-hit',
    file: place.file,
    row: place.line,
    column: `column ${place.column}`,
    expected: `a hit of rule ${id} in ${counted(tried, 'answer')}`,
    found: 'none',
    advice: null,
  };
}
