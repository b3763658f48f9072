import type { NumberKind } from './draft-numbers.ts';

interface Seen {
  readonly left: string;
  readonly right: string;
  readonly raw: string;
  readonly kind: NumberKind;
  readonly quoted: boolean;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const REFERENCE =
  /(?<!\p{L})(?:tables?|figures?|figs?\.?|charts?|sections?|chapters?|appendi(?:x|ces)|annex(?:es)?|parts?|pages?|pp?\.|footnotes?|endnotes?|notes?|questions?|q\.?|items?|phases?|waves?|stages?|tranches?|steps?|version|volume|vol\.?|no\.?|nos\.?|number|edition|article|act|lines?|rows?|columns?|box|recommendations?|objectives?|themes?|ref\.?)[\s\u00a0]*(?:[A-Z]\.?)?$/iu;
/** More numbers of one reference: Tables B.1, B.2 and B.3; Phase 1 and 2. */
const REFERENCE_LIST =
  /(?<!\p{L})(?:tables?|figures?|sections?|chapters?|appendices|pages|questions|phases?|items|notes|footnotes)[\s\u00a0]+(?:[A-Z]?\.?\d+(?:\.\d+)*[\s\u00a0]*(?:,|–|-|to|and|&|or|,\s*and)[\s\u00a0]*)+(?:[A-Z]\.?)?$/iu;
const SPAN =
  /^[\s\u00a0-]*(?:or more\s+)?(?:working\s+|calendar\s+|full-time\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|nights?|decades?|am|pm|o'clock)\b/i;

/** Why a number is no figure of a survey's results, in a few words; null where it may be one. */
export function notFigure(seen: Seen): string | null {
  const { left, right, raw, kind, quoted } = seen;
  if (quoted) return 'inside a quotation';
  if (kind === 'percent' && /^\s*(?:confidence|credible|c\.?i\.?\b|significance)/i.test(right))
    return 'a statistical convention';
  if (/https?:\/\/\S*$|www\.\S*$|\S@\S*$|doi:?\s*\S*$/i.test(left)) return 'in an address';
  if (['percent', 'mean', 'sd', 'median', 'n', 'points', 'words'].includes(kind)) {
    return /(?:\bp|[αχ]²?|\bchi-?squared?|\bκ|\bkappa)\s*[=<>]\s*$/i.test(left) ? "a test's number" : null;
  }
  if (
    /(?:\bp|\bα|\balpha|\bκ|\bkappa|\br|\bt|\bF|\bz|\bd|χ²?|\bchi-?squared?)\s*(?:\([^)]*\))?\s*[=<>≤≥]\s*[-−]?$/u.test(
      left,
    )
  )
    return "a test's number";
  if (
    /[£$€]\s*$/.test(left) ||
    /^\s*(?:pounds|euros|dollars|pence)\b/i.test(right) ||
    /^(?:m|bn|k)\b/.test(right)
  )
    return 'a sum of money';
  if (/^(?:\d+\.){2,}\d+$/.test(raw)) return 'a number of a section or version';
  if (/^(?:st|nd|rd|th)\b/.test(right)) return 'an ordinal';
  if (/^[\p{L}_]/u.test(right) || /\p{L}-$/u.test(left)) return 'part of a name';
  const date = dateReason(left, right, raw);
  if (date !== null) return date;
  if (
    REFERENCE.test(left) ||
    (kind !== 'count' && REFERENCE_LIST.test(left)) ||
    /(?<!\p{L})[A-Z]\.$/u.test(left)
  )
    return 'a reference';
  if (isScalePoint(left, right, raw)) return 'a point of a scale';
  if (
    SPAN.test(right) ||
    /^\s*(?:to|-|–|and|or)\s*\d+[\s-]*(?:years?|months?|weeks?|days?|hours?|minutes?)\b/i.test(right)
  )
    return 'a span of time';
  if (/\baged?\s+$/i.test(left)) return 'an age';
  if (left.trim() === '' && numbersLine(right)) return 'a number of a list, heading or caption';
  if (/^\s*\]/.test(right) && /\[\s*(?:\d+\s*,\s*)*$/.test(left)) return 'a number of a note';
  return null;
}

/** The number begins its line and text follows: "4.1 Referral", "3. Results", "2) …". */
function numbersLine(right: string): boolean {
  return /^(?:[.)]\s+\p{L}|\.?\d*\s{1,3}\p{Lu})/u.test(right);
}

function dateReason(left: string, right: string, raw: string): string | null {
  if (new RegExp(`^(?:st|nd|rd|th)?[\\s\\u00a0]+${MONTH}\\b`, 'i').test(right) && Number(raw) <= 31)
    return 'a date';
  if (new RegExp(`\\b${MONTH}[\\s\\u00a0]+(?:\\d{1,2}(?:st|nd|rd|th)?,?[\\s\\u00a0]+)?$`, 'i').test(left))
    return 'a date';
  if (
    /\d{1,4}[/.-]\d{1,2}[/.-]$/.test(left) ||
    /^[/.-]\d{1,2}[/.-]\d{1,4}\b/.test(right) ||
    (/\d[/.-]$/.test(left) && /^[/.-]\d/.test(right))
  )
    return 'a date';
  if (/^\d{1,2}$/.test(raw) && (/^:\d{2}\b/.test(right) || /\b\d{1,2}:$/.test(left))) return 'a time of day';
  if (/^(?:19|20)\d\d$/.test(raw)) return 'a year';
  return /^\d\d$/.test(raw) && /(?:19|20)\d\d\s*[/–-]\s*$/.test(left) ? 'a year' : null;
}

function isScalePoint(left: string, right: string, raw: string): boolean {
  if (!/^\d{1,3}$/.test(raw)) return false;
  if (
    /^[\s-]*(?:-|–|to\s+\d+\s*)?(?:point|level|item)\b/i.test(right) ||
    /^-?\s*(?:-|–|to)\s*\d+(?:[\s-]*point)?[\s-]*scale\b/i.test(right)
  )
    return true;
  if (/^[\s-]*(?:point\s+)?(?:likert|rating|response)?\s*scale\b/i.test(right)) return true;
  if (
    /scale[^.;]{0,60}$/i.test(left) &&
    /(?:scale\s+(?:of|from|ranging from|running from|is|was|ran from|where|with|\()?\s*|(?:scale\b.*\d.*(?:to|-|–|and)\s*))$/i.test(
      left,
    )
  )
    return true;
  if (
    /^\s*(?:=|\(?["“‘'])\s*\p{L}/u.test(right) &&
    /(?:scale|rat(?:ed|ing)|score|from|where|to|,|and)[^.;]{0,40}$/i.test(left)
  )
    return true;
  if (/\b(?:rated|scored|coded|rating of|rate)\s+(?:on\s+a\s+|as\s+|from\s+|between\s+)?$/i.test(left))
    return true;
  if (/\b(?:rated|scored|coded)\b[^.;]{0,30}\d+\s*(?:to|-|–|and)\s*$/i.test(left)) return true;
  return (
    /^\s*(?:to|-|–)\s*\d+\s+of\s+\d/.test(right) ||
    (/\d+\s*(?:to|-|–)\s*$/.test(left) && /^\s+of\s+\d/.test(right)) ||
    /\d+\s*(?:to|-|–)\s*\d+\s+of\s+$/.test(left)
  );
}
