import type { Code, Codebook, CodeChange } from '../../study/codebook.ts';
import type { CodeChangeSource, CodeSource } from '../../study/codebook-definition.ts';
import type { Study } from '../../study/study.ts';

/** A codebook as a definition file says it. */
export interface CodebookSources {
  readonly codes: readonly CodeSource[];
  readonly codeChanges: readonly CodeChangeSource[];
}

/**
 * A codebook as a definition file would say it in the fewest words: questions only where they are not the parent's (at the top:
 * every open question of the study), rules' ids only where they are not the code's with a number, the full definition only where
 * it is not the brief one. Read back under the same study it is the same codebook, with the same SHA-256.
 */
export function codebookSources(codebook: Codebook, study: Pick<Study, 'questionnaires'>): CodebookSources {
  const byId = new Map(codebook.codes.map((code) => [code.id, code]));
  const open = [
    ...new Set(
      study.questionnaires.flatMap(({ questions }) =>
        questions.filter(({ kind }) => kind === 'text').map(({ item }) => item),
      ),
    ),
  ];
  return {
    codes: codebook.codes.map((code) => sourceOf(code, byId.get(code.parent ?? '')?.questions ?? open)),
    codeChanges: codebook.changes.map(changeSource),
  };
}

function sourceOf(code: Code, inherited: readonly string[]): CodeSource {
  const { id, name, brief, full, use, not, examples, parent, questions, rules } = code;
  return {
    code: id,
    name,
    brief,
    ...(full === brief ? {} : { full }),
    ...(use === '' ? {} : { use }),
    ...(not === '' ? {} : { not }),
    ...(examples.length === 0 ? {} : { examples: [...examples] }),
    ...(parent === null ? {} : { parent }),
    ...(same(questions, inherited) ? {} : { questions: [...questions] }),
    ...(rules.length === 0
      ? {}
      : { rules: rules.map((rule, index) => ruleSource(rule, `${id}-${index + 1}`)) }),
  };
}

type RuleSource = NonNullable<CodeSource['rules']>[number];

function ruleSource({ id, when, wants, questions, where }: Code['rules'][number], given: string): RuleSource {
  const limits = Object.entries(where).map(
    ([dimension, groups]) => [dimension, [...groups]] as [string, string[]],
  );
  const rule = {
    ...(id === given ? {} : { id }),
    when,
    ...(wants === 'affirmed' ? {} : { wants }),
    ...(questions === null ? {} : { questions: [...questions] }),
    ...(limits.length === 0 ? {} : { where: Object.fromEntries(limits) }),
  };
  return Object.keys(rule).length === 1 ? when : rule;
}

function changeSource(change: CodeChange): CodeChangeSource {
  if (change.kind === 'rename') return { rename: change.from, to: change.to };
  if (change.kind === 'merge') return { merge: [...change.from], to: change.to };
  return { split: change.from, to: [...change.to] };
}

function same(one: readonly string[], another: readonly string[]): boolean {
  return one.length === another.length && one.every((each, index) => each === another[index]);
}
