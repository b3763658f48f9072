import { GAP, type Words } from './tokenise.ts';

/** What follows a denying word that then denies nothing, by what denies: "not least", "no doubt", "nothing but". Two words go with one space. */
const DENIES_NOTHING = {
  not: ['only', 'just', 'merely', 'simply', 'solely', 'least', 'necessarily', 'to mention'],
  cannot: ['fault', 'praise', 'thank', 'stress', 'emphasise', 'emphasize', 'overstate', 'speak highly'],
  no: ['doubt', 'question', 'wonder', 'surprise', 'coincidence', 'exception', 'less than', 'fewer than'],
  without: ['doubt', 'question', 'exception', 'fail', 'hesitation', 'reservation'],
  nothing: ['but', 'short of', 'less than'],
  lacking: ['and', 'or', 'when', 'because', 'as', 'so', 'here', 'there', 'at', 'across', 'which'],
} as const;

/** Trouble: what there is none of it with, is there. "No problem with access" denies the problem only. */
const TROUBLE = new Set(
  'problem problems issue issues complaint complaints concern concerns fault faults trouble difficulty difficulties criticism criticisms objection objections'.split(
    ' ',
  ),
);

/** Trouble as what one cannot do: "can't complain about the staff". */
const TROUBLING = 'complain';

/** Words that may stand between what denies and trouble, or "doubt": "haven't had any real problems", "without a doubt". */
const BETWEEN = new Set(
  'a an any the have has had having been be experienced encountered real really major big significant particular such'.split(
    ' ',
  ),
);

/** Words after trouble that go on denying: "no problems or delays". */
const GOING_ON = new Set(['or', 'nor']);

/**
 * The last word that a denying word denies where it is a pseudo-negation, as NegEx calls them: the word's own index where it denies
 * nothing ("not only", "could not fault"), that of the trouble where it denies no more ("no problem");
 * null where it denies as usual. `list` begins with the text's words.
 */
export function endOfPseudo(
  index: number,
  words: Words,
  list: readonly ({ readonly folded: string } | undefined)[],
): number | null {
  const wordAt = (at: number): string => {
    const isJoined = at < words.count && ((words.gaps[at] ?? 0) & GAP.phrase) === 0;
    return isJoined ? (list[at]?.folded ?? '') : '';
  };
  const folded = list[index]?.folded ?? '';
  const kind = kindOf(folded, index > 0 && wordAt(index) !== '' ? (list[index - 1]?.folded ?? '') : '');
  let next = index + 1;
  while (BETWEEN.has(wordAt(next))) next += 1;
  const found = wordAt(next);
  const isDirect = next === index + 1;
  if (kind === 'cannot' && found === TROUBLING) return next;
  const mayBeTrouble = kind === 'no' || kind === 'without' || !(isDirect || kind === 'cannot');
  if (mayBeTrouble && TROUBLE.has(found)) return GOING_ON.has(wordAt(next + 1)) ? null : next;
  const pair = `${found} ${wordAt(next + 1)}`;
  const isIn = (group: keyof typeof DENIES_NOTHING): boolean =>
    DENIES_NOTHING[group].some((each) => each === found || each === pair);
  if (kind === null || !(isDirect || kind === 'without' || kind === 'cannot')) return null;
  // "Training is lacking, staff leave": it looks back only.
  if (kind === 'lacking' && found === '') return index;
  return isIn(kind) || (kind === 'cannot' && isIn('not')) ? index : null;
}

/** Every word in n't is a "not", unless it says that one cannot. */
function kindOf(folded: string, before: string): keyof typeof DENIES_NOTHING | null {
  if (folded === 'no' || folded === 'nothing' || folded === 'without' || folded === 'lacking') return folded;
  if (/^(?:cannot|can'?t|couldn'?t)$/.test(folded)) return 'cannot';
  if (folded === 'not' && (before === 'can' || before === 'could')) return 'cannot';
  return /^not$|n'?t$/.test(folded) ? 'not' : null;
}
