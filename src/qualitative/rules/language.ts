import { foldWord, roomForWords, tokenise } from './tokenise.ts';

/** The language of an answer as far as it matters: Welsh, or another script, is set aside; `none` has no words. */
export type Language = 'en' | 'cy' | 'other' | 'none';

/** Frequent Welsh words that are no English ones, mutated forms among them. */
const WELSH = new Set(
  `byd yn yr wedi gan gyda gydag eu ei ein eich fy dy nid ddim sydd oedd roedd bod fod hyn hynny mewn cael gael fel hefyd neu ond pam beth
  rhai llawer iawn dda gwaith gwasanaeth gwasanaethau wasanaeth wasanaethau cymorth gymorth cefnogaeth gefnogaeth chefnogaeth pobl
  bobl phobl mwy fwy angen eisiau rydym rydyn rwy rwyf dwi dwin nhw nad drwy trwy gallu byddai bydd fydd fyddai gweithio amser
  cyfathrebu gyfathrebu atgyfeirio atgyfeiriad atgyfeiriadau gyfeirio cyfeirio prawf carchar garchar llety lety diolch popeth gwell
  ardderchog anodd hawdd yw ydy ydi ydyn ydynt oes mae maen maent nac heb hwn honno hwnnw iddo iddi iddyn iddynt ganddyn
  ganddynt ganddo wrth dros rhwng cyn ôl bob pob unrhyw rhywun rhywbeth digon ddigon cymraeg gymraeg saesneg yma yno dylai
  dylid gellir gellid gwych rhagorol tîm dîm hyfforddiant wythnos mis blwyddyn flwyddyn cleient cleientiaid unigolyn
  unigolion ymarferwr ymarferwyr swyddog swyddogion darparu ddarparu darparwr darparwyr gwybod gwybodaeth wybodaeth allan i'r
  o'r a'r yma'n mae'n mae'r dydy dyw doedd sy'n sy fyny lawr ychydig gormod ormod rhy gyflym cyflym araf hir perthynas staffio
  sesiynau sesiwn cwrs trefnu hapus fawr mawr bach newydd un dau tri ystod lleol cyffuriau alcohol tai teulu iechyd`.split(
    /\s+/,
  ),
);

/** Frequent Welsh words that English answers have too, as words, names or slips. */
const EITHER = new Set(
  'y i o a am at ar ac na ni chi dim da pan lle sut er bu nes hon gall un hyd nag ti te to un alcohol tri bach cymru'.split(
    ' ',
  ),
);

/** Frequent English words that are no Welsh ones. */
const ENGLISH = new Set(
  `the and of is it was were for with that this these those on are be been have has had not they them their there we our us you your he
  she his her my me as by from or if but so can could would should will do does did don't doesn't didn't isn't it's can't no
  yes what when which who where why how all any some more most much many few less least very too just only also than then into out up
  about over after before between because while although however through during within without other another each every such
  same own good great bad poor better best worse slow quick quickly easy hard difficult need needs needed get gets got getting
  make makes made work works working worked service services support people person probation staff provider providers referral referrals
  refer referred time long waiting wait help helped helpful access communication nothing none never always often sometimes
  lack team women men clients client needs information feedback training contact contract appointments an in im i'm i've ive we've
  really still being able given well know think feel like use used using see say one two first last new now`.split(
    /\s+/,
  ),
);

/** How Welsh words look that are in no list, and hardly any English one. */
const LOOKS_WELSH =
  /[ŵŷ]|^(?:ngh|mh[aeiouwy]|nh[aeiouwy]|dd|ll[aeiouwy]|rh(?:a|o|w|e(?!t|s)|y(?!m|t))|gw[nryl]?[aeiouwy])|(?:iaeth|iadau|ddau|ydd|wydd|aeth|wyd|wch|wyr|nnau|oedd|edd|iwyd|yddol|wyn|ynt)$|[^aeiou]wy[^aeiou]|ddi|ngly|nghy|lly|rwy|^cyf[fdnrl]|^gyf/;

/** So many different words are remembered. */
const REMEMBERED = 1 << 15;

/** What a word says: its weight for Welsh and for English. */
interface Evidence {
  readonly welsh: number;
  readonly english: number;
}

const NOTHING: Evidence = { welsh: 0, english: 0 };
const words = roomForWords();
let remembered = new Map<string, Evidence>();

/**
 * The language of an answer, by the words in it that are frequent in Welsh or English only, and by how its other words are
 * spelt. Welsh needs more evidence than English, in a quarter of the words at least, so that a Welsh name or word within
 * English stays English; what has no evidence (a name, a single technical term) counts as English. `other`: more than
 * half of the words are in other letters than Latin ones. `none`: no word of letters at all, such as "-" or "10".
 */
export function languageOf(text: string): Language {
  tokenise(text, words);
  let [welsh, english, letters, foreign] = [0, 0, 0, 0];
  for (let at = 0; at < words.count; at += 1) {
    const word = text.slice(words.starts[at], words.ends[at]);
    const unit = word.charCodeAt(0);
    if (unit > 0x24f && /^\p{L}/u.test(word) && !/^\p{Script=Latin}/u.test(word)) foreign += 1;
    if (unit < 0x3a && unit > 0x2f) continue;
    letters += 1;
    const evidence = evidenceOf(word);
    welsh += evidence.welsh;
    english += evidence.english;
  }
  if (letters === 0) return 'none';
  if (foreign * 2 > letters) return 'other';
  return welsh >= 0.9 && welsh > english && welsh * 4 >= letters ? 'cy' : 'en';
}

function evidenceOf(word: string): Evidence {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const found = judge(word);
  if (word.length > 40) return found;
  if (remembered.size >= REMEMBERED) remembered = new Map();
  // A slice would keep the whole text it was cut from in memory.
  remembered.set(` ${word}`.slice(1), found);
  return found;
}

function judge(word: string): Evidence {
  const folded = foldWord(word);
  if (EITHER.has(folded)) return { welsh: 0.3, english: 0 };
  // "Gyda'r", "i'w": a word and what leans on it.
  if (WELSH.has(folded) || WELSH.has(folded.replace(/'(?:r|n|i|u|w|m|th|ch)$/, '')))
    return { welsh: 1, english: 0 };
  if (ENGLISH.has(folded)) return { welsh: 0, english: 1 };
  // A capital may begin a name, which says nothing of the language it stands in.
  const isName = /^\p{Lu}\p{Ll}/u.test(word);
  return !isName && folded.length > 2 && LOOKS_WELSH.test(folded) ? { welsh: 0.6, english: 0 } : NOTHING;
}
