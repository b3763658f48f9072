import { notFigure } from './not-figure.ts';
import { NUMBER_WORDS, numberOfWords } from './number-words.ts';

/**
 * What a number says it is. `n` stands after "n ="; `part` and `whole` in "45 of 60"; `points` are percentage points, a
 * difference; `words` are shares said loosely ("half", "three quarters", "9 in 10"); `plain` says nothing.
 */
export type NumberKind =
  | 'percent'
  | 'mean'
  | 'sd'
  | 'median'
  | 'n'
  | 'count'
  | 'part'
  | 'whole'
  | 'points'
  | 'words'
  | 'plain';

/** Words before a number that make it a bound or rough: "over 70 %". */
export type Hedge = 'over' | 'under' | 'about';

export interface DraftNumber {
  readonly start: number;
  readonly end: number;
  /** As the draft has it, its sign of a percentage with it. */
  readonly text: string;
  /** The value as a plain decimal: `1234`, `5.40`; "" for loose words. */
  readonly value: string;
  readonly kind: NumberKind;
  readonly hedge: Hedge | null;
  /** Why it is no figure of a survey's results; null where it may be one. */
  readonly notFigure: string | null;
}

const NUMERAL =
  /(?<![\p{L}\p{N}_])(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*|(?<=[\s(=<>])\.\d+)/gu;
const PERCENT = /^[\s\u00a0\u202f]*(?:%|per[\s\u00a0-]?cent\b|percent\b|pct\b)/i;
const POINTS =
  /^[\s\u00a0\u202f]*(?:(?:%|per[\s\u00a0]?cent(?:age)?|percent(?:age)?)[\s\u00a0-]*points?\b|ppts?\b|pp\b)/i;
const WORDED = new RegExp(
  `(?<![\\p{L}-])${NUMBER_WORDS}(?=[\\s\\u00a0-]+(?:per[\\s\\u00a0]?cent|percent)\\b|\\s?%)`,
  'giu',
);
const LOOSE =
  /(?<![\p{L}-])(?:(?:(?:one|two|three|four|a|\d+)[- ](?:half|third|quarter|fifth|tenth)s?|half)(?= of\b| the\b|$|[.,;)])|(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|10|5)\b)/giu;
const RESPONDENT_NOUN =
  /^[\s\u00a0]+(?:(?!of\b|and\b|or\b|to\b|in\b)[\p{L}&'’-]+[\s\u00a0]+){0,3}(?:respondents?|responses|participants|practitioners|staff|answers|questionnaires|people responded|rows|replies|comments)\b/iu;

/**
 * The numbers of a text in order, each with what it says it is. Numerals with thousands separators and decimals, numbers in
 * words before "per cent", loose shares in words. Letters that hold digits (Q12, P1, COVID-19) are no numbers.
 * `quoted`: the whole text is somebody's own words.
 */
export function findNumbers(text: string, quoted = false): DraftNumber[] {
  const quotations = quoted ? [{ start: 0, end: text.length }] : quotationsIn(text);
  const loose = [...text.matchAll(LOOSE)].map((match) => at(match.index, match[0], '', 'words'));
  const worded = [...text.matchAll(WORDED)].map((match) => {
    const end = match.index + match[0].length;
    const sign = PERCENT.exec(text.slice(end, end + 20).replace(/^-/, ' '))?.[0] ?? '';
    return at(match.index, match[0] + sign, String(numberOfWords(match[0]) ?? ''), 'percent');
  });
  const taken = [...worded, ...loose];
  const within = new Set(
    taken.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  const numerals = [...text.matchAll(NUMERAL)].flatMap((match): Found[] => {
    const start = match.index;
    if (within.has(start)) return [];
    const after = text.slice(start + match[0].length, start + match[0].length + 8);
    // 75,4 % as other languages write it: the comma and what follows belong to it.
    const comma = /^,(\d{1,2})(?=[\s\u00a0]?%)/.exec(after);
    const raw = comma === null ? match[0] : `${match[0]}${comma[0]}`;
    const value = comma === null ? plainValue(match[0]) : `${plainValue(match[0])}.${comma[1]}`;
    return [{ start, end: start + raw.length, raw, value, kind: null }];
  });
  const found = [...taken, ...numerals].sort((a, b) => a.start - b.start);
  const joined = found.filter(({ start }, index) => start >= (found[index - 1]?.end ?? 0));
  let passed = 0;
  return joined.map((one, index) => {
    while ((quotations[passed]?.end ?? text.length) <= one.start && passed < quotations.length) passed += 1;
    const own = (quotations[passed]?.start ?? text.length) <= one.start;
    return describe(text, one, joined[index - 1] ?? null, joined[index + 1] ?? null, own);
  });
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly value: string;
  readonly kind: NumberKind | null;
}

function at(start: number, raw: string, value: string, kind: NumberKind): Found {
  return { start, end: start + raw.length, raw, value, kind };
}

function plainValue(raw: string): string {
  const digits = raw.replace(/[,\u00a0\u202f\u2009]/g, '');
  return digits.startsWith('.') ? `0${digits}` : digits;
}

/** Passages between quotation marks, in order. */
function quotationsIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/“[^”]*”|"[^"]*"/g)].map(({ index, 0: said }) => ({
    start: index,
    end: index + said.length,
  }));
}

/** How many characters each side of a number say what it is. */
const WINDOW = 200;

function describe(
  text: string,
  found: Found,
  before: Found | null,
  after: Found | null,
  quoted: boolean,
): DraftNumber {
  // What is further off says nothing, and patterns are slow on long texts.
  const left = text.slice(Math.max(0, found.start - WINDOW), found.start);
  let right = text.slice(found.end, found.end + WINDOW);
  let kind = found.kind ?? kindOf(found.raw, left, right, before, after);
  // "75–80 %", "75 to 80 per cent", "75, 80 and 82 %": the sign at the end is of all.
  if (kind === 'plain' && after !== null) {
    const between = text.slice(found.end, after.start);
    const sign = text.slice(after.end, after.end + WINDOW);
    if (/^\s*(?:[-–—]|to|and|or)\s*$/i.test(between) && PERCENT.test(sign) && !POINTS.test(sign))
      kind = 'percent';
  }
  let end = found.end;
  if (kind === 'percent' && found.kind === null) {
    const sign = PERCENT.exec(right)?.[0] ?? '';
    end += sign.length;
    right = right.slice(sign.length);
  }
  return {
    start: found.start,
    end,
    text: text.slice(found.start, end),
    value: found.value,
    kind,
    hedge: hedgeOf(left),
    notFigure: notFigure({ left, right, raw: found.raw, kind, quoted }),
  };
}

function kindOf(
  raw: string,
  left: string,
  right: string,
  before: Found | null,
  after: Found | null,
): NumberKind {
  if (POINTS.test(right)) return 'points';
  if (PERCENT.test(right)) return 'percent';
  if (/(?<![\p{L}])(?:n|base)\s*[=:]\s*$/iu.test(left)) return 'n';
  if (/(?<!\p{L})(?:SD|s\.d\.|standard deviation)\s*(?:=|:|of|was|is|,|\()?\s*$/iu.test(left)) return 'sd';
  if (/(?<!\p{L})(?:median)(?:\s+(?:score|rating))?\s*(?:=|:|of|was|is|\()?\s*$/iu.test(left))
    return 'median';
  if (/(?<!\p{L})M\s*=\s*$/u.test(left)) return 'mean';
  if (
    /(?<!\p{L})(?:mean|average|averaged|averaging)(?:\s+(?:social value|score|rating|value|scores|ratings)){0,2}\s*(?:=|:|of|was|were|is|at|\()?\s*$/iu.test(
      left,
    )
  )
    return 'mean';
  // 5.75 (1.82)
  if (
    before !== null &&
    /\d\.\d+$/.test(before.raw) &&
    new RegExp(`${escaped(before.raw)}\\s*\\(\\s*$`).test(left) &&
    /^\s*\)/.test(right)
  )
    return 'sd';
  // The mean that such an SD belongs to.
  if (after !== null && /\.\d+$/.test(raw) && /\.\d+$/.test(after.raw) && MEAN_BEFORE_SD.test(right))
    return 'mean';
  if (
    /^\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?\d/i.test(right) ||
    (/^\s*\/\s*\d/.test(right) && /[\s(]$/.test(left))
  )
    return 'part';
  if (/\d\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?$/i.test(left) || /[\s(]\d+\s*\/\s*$/.test(left))
    return 'whole';
  return RESPONDENT_NOUN.test(right) ? 'count' : 'plain';
}

const MEAN_BEFORE_SD = /^\s*\(\s*(?:SD\s*[=:]?\s*)?\d+\.\d+\s*\)/i;

function escaped(text: string): string {
  return text.replace(/[.]/g, '\\.');
}

function hedgeOf(left: string): Hedge | null {
  if (/(?:over|more than|above|at least|exceeding|upwards of)\s*$/i.test(left)) return 'over';
  if (/(?:under|less than|fewer than|below|up to|at most|nearly|almost|just under)\s*[(,]*\s*$/i.test(left))
    return 'under';
  return /(?:about|around|approximately|approx\.|roughly|some|circa|c\.|~)\s*$/i.test(left) ? 'about' : null;
}
