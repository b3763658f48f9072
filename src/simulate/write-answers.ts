import { numberOf } from '../exact/number-of.ts';
import { type Random, randomFor } from '../exact/random.ts';
import { InputError } from '../study/problem.ts';
import type { Question } from '../study/study.ts';
import type { Answers } from './answers.ts';
import { type Assumptions, type BankAnswer, fits } from './assumptions.ts';
import { isEvaluative, saidInOptions } from './evaluative.ts';
import type { QuestionnairePlan } from './plan.ts';
import type { SimulatedRow } from './rows.ts';

type Text = Assumptions['text'];

/**
 * Writes the open answers that the rows of all exports want, from the banks: one of those that fit the question and
 * have stood in the fewest rows, at random among these; none in more rows than the assumptions allow. Where the bank of
 * a question is exhausted the answer stays blank, but for those whom nothing else makes usable: they are served first.
 * Texts are drawn from streams of their own, so no other answer depends on them. Throws an InputError where one of
 * those finds nothing to say.
 */
export function writeAnswers(
  exports: readonly { readonly own: QuestionnairePlan; readonly rows: readonly SimulatedRow[] }[],
  text: Text,
  seed: number,
): void {
  const used = new Map<BankAnswer, number>();
  for (const { own, rows } of exports) {
    const copies = new Map<Answers, number>();
    for (const { answers } of rows) copies.set(answers, (copies.get(answers) ?? 0) + 1);
    const isDependent = (answers: Answers) => wantsEvaluative(answers, own) && !saidInOptions(answers, own);
    const dependent = [...copies.keys()].filter(isDependent);
    const others = [...copies.keys()].filter((answers) => !isDependent(answers));
    serve(dependent, 'first');
    serve(others, 'then');
    const silent = dependent.filter(
      ({ text: said }) =>
        !own.questions.some(({ question }) => isEvaluative(question, own) && said.has(question.id)),
    );
    if (silent.length > 0) throw exhausted(own.questionnaire.id, silent.length);

    function serve(people: readonly Answers[], turn: string): void {
      for (const { question } of own.questions) {
        const draw = randomFor(seed, `${own.questionnaire.id}/words/${question.id}/${turn}`);
        for (const answers of draw.shuffle(people.filter(({ wants }) => wants.has(question.id)))) {
          const inRows = copies.get(answers) ?? 1;
          const isLeft = (answer: BankAnswer) => (used.get(answer) ?? 0) + inRows <= text.most;
          const left = bankFor(question, own, text).filter(isLeft);
          const able = fitting(left, answers, own, text, draw);
          const least = Math.min(...able.map((answer) => used.get(answer) ?? 0));
          const chosen = pick(
            able.filter((answer) => (used.get(answer) ?? 0) === least),
            draw,
          );
          if (chosen === null) continue;
          used.set(chosen, (used.get(chosen) ?? 0) + inRows);
          answers.text.set(question.id, chosen.text);
        }
      }
    }
  }
}

/** Writes the open answers of one row from the banks, each as likely and however often it was used. */
export function writeAnyAnswers(plan: QuestionnairePlan, answers: Answers, text: Text, draw: Random): void {
  for (const { question } of plan.questions) {
    if (!answers.wants.has(question.id)) continue;
    const chosen = pick(fitting(bankFor(question, plan, text), answers, plan, text, draw), draw);
    if (chosen !== null) answers.text.set(question.id, chosen.text);
  }
}

function pick(able: readonly BankAnswer[], draw: Random): BankAnswer | null {
  return able.length === 0 ? null : (able[draw.below(able.length)] ?? null);
}

/** Of these texts those for this respondent: tagged ones only where they are in the group, and by chance nothing else. */
function fitting(
  bank: readonly BankAnswer[],
  answers: Answers,
  plan: QuestionnairePlan,
  text: Text,
  draw: Random,
): readonly BankAnswer[] {
  for (const { tag, question, option, percent } of text.only) {
    const tagged = bank.filter(({ tags }) => tags.includes(tag));
    if (tagged.length > 0 && hasChosen(answers, plan, question, option) && draw.chance(percent))
      return tagged;
  }
  return bank.filter(({ tags }) => !text.only.some(({ tag }) => tags.includes(tag)));
}

const banks = new WeakMap<Text, Map<string, readonly BankAnswer[]>>();

/** The texts that answer a question at all; found once. */
function bankFor(question: Question, plan: QuestionnairePlan, text: Text): readonly BankAnswer[] {
  const known = banks.get(text) ?? new Map<string, readonly BankAnswer[]>();
  banks.set(text, known);
  const key = `${plan.questionnaire.id}/${question.id}`;
  const facets = Object.values(question.facets);
  const found =
    known.get(key) ??
    (text.banks[plan.questionnaire.id] ?? []).filter(
      ({ items, pathways }) =>
        items.some((item) => fits(item, question.item) || fits(item, question.id)) &&
        (pathways === undefined || pathways.some((group) => facets.includes(group))),
    );
  known.set(key, found);
  return found;
}

function hasChosen(answers: Answers, plan: QuestionnairePlan, question: string, option: string): boolean {
  const entry = plan.questions.find((candidate) => candidate.question.id === question);
  const position = (entry?.scale?.options.findIndex(({ id }) => id === option) ?? -1) + 1;
  if (position === 0) return false;
  return (
    answers.chosen.get(question) === position || answers.ticked.get(question)?.includes(position) === true
  );
}

function wantsEvaluative(answers: Answers, plan: QuestionnairePlan): boolean {
  return plan.questions.some(
    ({ question }) => isEvaluative(question, plan) && answers.wants.has(question.id),
  );
}

function exhausted(questionnaire: string, respondents: number): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'simulation-bank',
      file: 'assumptions',
      row: null,
      column: null,
      expected: `open answers enough for ${questionnaire} in the bank`,
      found: `none left for ${numberOf(respondents, 'respondent')} whom nothing else makes usable`,
      advice: 'add answers, allow each more often, or have fewer open questions answered',
    },
  ]);
}
