import { formatExact, percentOf, ratio } from '../exact/ratio.ts';
import type { ReviewedAnswer } from '../qualitative/decisions/compose-review.ts';
import type { Gaps } from '../qualitative/developing/find-gaps.ts';
import { visibleLine, visibleOrder } from '../render/visible-text.ts';
import { alignColumns } from './align-columns.ts';
import { counted, countText } from './count-text.ts';

/** So much of each list is printed; JSON has all. */
const SHOWN = { groups: 12, answers: 3, alone: 8, phrases: 20 };

/** What codes do not reach, as text: a line an item; `detailed`: with groups of uncoded answers and their phrases. Internal. */
export function gapsText(gaps: readonly Gaps[], detailed: boolean): string {
  const answers = gaps.reduce((sum, each) => sum + each.answers, 0);
  const coded = gaps.reduce((sum, each) => sum + each.coded, 0);
  const rows = [
    ['item', 'codes', 'answers', 'coded', 'share', 'uncoded', 'set aside'],
    ...gaps.map((each) => [
      each.item,
      String(each.codes),
      countText(each.answers),
      countText(each.coded),
      shareText(each.coded, each.answers),
      countText(each.answers - each.coded),
      countText(each.setAside),
    ]),
    ...(gaps.length > 1
      ? [
          [
            'all',
            '',
            countText(answers),
            countText(coded),
            shareText(coded, answers),
            countText(answers - coded),
            countText(gaps.reduce((sum, each) => sum + each.setAside, 0)),
          ],
        ]
      : []),
  ];
  const table = alignColumns(rows, [false, true, true, true, true, true, true]);
  const more = detailed
    ? gaps.flatMap(detail)
    : ['', 'With --question ITEM: what the uncoded answers are about.'];
  return `${[...table, ...more].join('\n')}\n`;
}

function detail(gaps: Gaps): readonly string[] {
  const { groups, alone, phrases } = gaps;
  const uncoded = gaps.answers - gaps.coded;
  const head = ['', `${gaps.item}: ${visibleLine(gaps.text)}`, `Internal: respondents’ own words.`];
  if (uncoded === 0) return [...head, 'Every answer has a code.'];
  return [
    ...head,
    '',
    `${counted(uncoded, 'uncoded answer')}: ${counted(groups.length, 'group')} of like ones, ${alone.length} like no other`,
    ...groups
      .slice(0, SHOWN.groups)
      .flatMap(({ answers, cohesion }) => [
        `  ${counted(answers.length, 'answer')}, alike ${cohesion.toFixed(2)}`,
        ...answerLines(answers, SHOWN.answers),
      ]),
    ...restOf(groups.length, SHOWN.groups, '  '),
    ...(alone.length === 0 ? [] : ['  alone']),
    ...answerLines(alone, SHOWN.alone),
    '',
    ...phraseLines(gaps),
    ...restOf(phrases.length, SHOWN.phrases, '  '),
  ];
}

function phraseLines({ phrases, coded }: Gaps): readonly string[] {
  if (coded === 0)
    return ['No answer has a code, so there is nothing to compare the words of uncoded ones with.'];
  if (phrases.length === 0)
    return ['No word or phrase is more frequent in uncoded answers than in coded ones.'];
  return [
    'More frequent in uncoded answers than in coded ones:',
    ...alignColumns(
      [
        ['  phrase', 'times', 'in answers', 'in coded', 'G²'],
        ...phrases
          .slice(0, SHOWN.phrases)
          .map(({ phrase, count, answers, elsewhere, g2 }) => [
            `  ${phrase}`,
            String(count),
            String(answers),
            String(elsewhere),
            g2.toFixed(2),
          ]),
      ],
      [false, true, true, true, true],
    ),
  ];
}

/** The first of some answers, those of the same words as one, with how often they were given. */
function answerLines(answers: readonly ReviewedAnswer[], shown: number): readonly string[] {
  const byText = new Map<string, { readonly first: ReviewedAnswer['answer']; count: number }>();
  for (const { answer } of answers) {
    const known = byText.get(answer.text);
    if (known === undefined) byText.set(answer.text, { first: answer, count: 1 });
    else known.count += 1;
  }
  const distinct = [...byText.values()];
  return [
    ...distinct.slice(0, shown).map(({ first, count }) => {
      const times = count === 1 ? '' : `${count} × `;
      return `    ${first.questionnaire} ${first.responseId}  ${times}${visibleOrder(visibleLine(first.text))}`;
    }),
    ...restOf(distinct.length, shown, '    '),
  ];
}

function restOf(all: number, shown: number, indent: string): readonly string[] {
  return all > shown ? [`${indent}… and ${all - shown} more`] : [];
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? 'no answers' : `${formatExact(percentOf(ratio(part, whole)), 1)} %`;
}

/** What codes do not reach, for a program: everything. Shares are left to it: `coded` of `answers`. Internal. */
export function gapsJson(gaps: readonly Gaps[]): string {
  const answerOf = ({ answer }: ReviewedAnswer) => ({
    questionnaire: answer.questionnaire,
    responseId: answer.responseId,
    row: answer.fileRow,
    question: answer.question,
    text: answer.text,
  });
  const all = gaps.map(({ groups, alone, phrases, ...each }) => ({
    ...each,
    groups: groups.map(({ answers, cohesion }) => ({
      size: answers.length,
      cohesion: Number(cohesion.toFixed(6)),
      answers: answers.map(answerOf),
    })),
    alone: alone.map(answerOf),
    phrases: phrases.map((one) => ({ ...one, g2: Number(one.g2.toFixed(6)) })),
  }));
  return `${JSON.stringify({ internal: true, gaps: all }, null, 2)}\n`;
}
