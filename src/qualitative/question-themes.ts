import type { Tally } from '../likert/frequency.ts';
import { scaleOf } from '../study/lookup.ts';
import { BLANK, NOT_ASKED, type ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';
import { type CodedAnswer, mentionsIn } from './coded-answer.ts';
import { agreementId, codesId, LEANS, SET_ASIDE, statementFor, UNCODED } from './theme-study.ts';

type Dims = Readonly<Record<string, string>>;

/** The counts of one open question's codes by cell: the whole, groups of respondents, then sides of statements. */
export interface QuestionThemes {
  readonly question: Question;
  readonly cells: readonly Dims[];
  /** The cells that a row is in, given the groups it is in (which are the first cells). */
  readonly cellsOf: (batch: ResponseBatch, row: number, groups: readonly number[]) => readonly number[];
  /** Counts a row in these cells; `coded` is null where it holds no answer. True where the answer is on the base. */
  readonly add: (
    batch: ResponseBatch,
    row: number,
    cells: readonly number[],
    coded: CodedAnswer | null,
  ) => boolean;
  readonly tally: (cell: number) => Tally;
  /** Mentions by option in a cell. */
  readonly mentions: (cell: number) => readonly number[];
}

/** Starts the counts of one open question. `lines`: of each code itself and the codes above it. */
export function questionThemes(
  study: Study,
  themes: Study,
  questionnaire: Questionnaire,
  question: Question,
  groups: readonly Dims[],
  lines: ReadonlyMap<string, readonly string[]>,
): QuestionThemes {
  const sides = sidesOf(study, questionnaire, question, groups.length);
  const cells = [...groups, ...sides.flatMap(({ dims }) => dims)];
  const options = (themes.scales[`codes:${question.item}`]?.options ?? []).map(({ id }) => id);
  const width = options.length;
  const positions = new Map(options.map((id, at) => [id, at]));
  const uncoded = positions.get(UNCODED) ?? 0;
  const perCell = () => new Uint32Array(cells.length);
  const [answered, setAside, blank, notAsked] = [perCell(), perCell(), perCell(), perCell()];
  const [respondents, mentions] = [
    new Uint32Array(cells.length * width),
    new Uint32Array(cells.length * width),
  ];
  const wasAsked = askedTest(study, questionnaire, question);
  return {
    question,
    cells,
    cellsOf: (batch, row, own) => {
      const found = [...own];
      for (const { statement, cellOf, none } of sides)
        found.push(cellOf[(batch.closed.get(statement)?.[row] ?? BLANK) - 1] ?? none);
      return found;
    },
    add: (batch, row, own, coded) => {
      if (coded === null || coded.setAside) {
        const state = coded === null ? (wasAsked(batch, row) ? blank : notAsked) : setAside;
        for (const cell of own) bump(state, cell);
        return false;
      }
      const spans = spansByOption(coded, lines, positions);
      for (const cell of own) {
        bump(answered, cell);
        if (spans.size === 0) bump(respondents, cell * width + uncoded);
        for (const [at, found] of spans) {
          bump(respondents, cell * width + at);
          bump(mentions, cell * width + at, mentionsIn(found));
        }
      }
      return true;
    },
    tally: (cell) => {
      const counts = [...respondents.subarray(cell * width, (cell + 1) * width)];
      const [on = 0, off = 0, none = 0] = [answered[cell], setAside[cell], blank[cell]];
      counts[positions.get(SET_ASIDE) ?? 0] = off;
      return {
        counts,
        asked: on + off + none,
        answered: on,
        dontKnow: 0,
        otherMissing: off,
        blank: none,
        notAsked: notAsked[cell] ?? 0,
        respondents: on,
      };
    },
    mentions: (cell) => [...mentions.subarray(cell * width, (cell + 1) * width)],
  };
}

interface Side {
  readonly statement: string;
  readonly dims: readonly Dims[];
  /** The cell by the option that is the statement's answer; and of those who gave none. */
  readonly cellOf: readonly number[];
  readonly none: number;
}

/** The same sides in the same order for all questions of an item, so that their cells can be pooled. */
function sidesOf(study: Study, questionnaire: Questionnaire, question: Question, first: number): Side[] {
  const asking = questionnaire.questions.filter(
    ({ item, kind }) => item === question.item && kind === 'text',
  );
  const statements = study.themes.by
    .filter(({ item }) => item === question.item)
    .map(({ statement }) => statement)
    .filter((statement) =>
      asking.some((each) => statementFor(study, questionnaire, each, statement) !== null),
    );
  return statements.map((statement, at) => {
    const asked = statementFor(study, questionnaire, question, statement);
    const options = asked === null ? [] : (scaleOf(study, asked)?.options ?? []);
    const from = first + at * LEANS.length;
    return {
      statement: asked?.id ?? '',
      dims: LEANS.map(({ id }) => ({ [agreementId(statement)]: id })),
      cellOf: options.map(({ lean }) => from + LEANS.findIndex((side) => side.lean === lean)),
      none: from + LEANS.findIndex(({ lean }) => lean === null),
    };
  });
}

function spansByOption(
  { codings }: CodedAnswer,
  lines: ReadonlyMap<string, readonly string[]>,
  positions: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly { readonly start: number; readonly end: number }[]> {
  const spans = new Map<number, { start: number; end: number }[]>();
  for (const { code, start, end } of codings)
    for (const counted of lines.get(code) ?? []) {
      const at = positions.get(counted);
      if (at === undefined) continue;
      const known = spans.get(at);
      if (known === undefined) spans.set(at, [{ start, end }]);
      else known.push({ start, end });
    }
  return spans;
}

/** Whether a row without an answer was asked the question, by the answers that its routing hangs on. */
function askedTest(
  study: Study,
  questionnaire: Questionnaire,
  question: Question,
): (batch: ResponseBatch, row: number) => boolean {
  const { askedIf } = question;
  if (askedIf === null) return () => true;
  const router = questionnaire.questions.find(({ id }) => id === askedIf.question);
  const options = (study.scales[router?.scale ?? '']?.options ?? []).map(({ id }) =>
    askedIf.options.includes(id),
  );
  return (batch, row) => {
    const state = batch.closed.get(askedIf.question)?.[row] ?? NOT_ASKED;
    if (state <= BLANK) return false;
    if (router?.kind !== 'multi') return options[state - 1] === true;
    return (batch.ticked.get(askedIf.question) ?? []).some(
      (ticks, at) => ticks[row] === 1 && options[at] === true,
    );
  };
}

function bump(counts: Uint32Array, at: number, by = 1): void {
  counts[at] = (counts[at] ?? 0) + by;
}

/** The question that `themeStudy` derives from it, and the item. */
export function codesAddress(question: Question): { readonly question: string; readonly item: string } {
  return { question: codesId(question.id), item: codesId(question.item) };
}
