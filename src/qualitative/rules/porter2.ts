/** Words that are stemmed by list. */
const WHOLE: ReadonlyMap<string, string> = new Map([
  ...['andes', 'atlas', 'bias', 'cosmos', 'howe', 'news', 'sky'].map((word) => [word, word] as const),
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
]);

/** Beginnings after which the first region starts whatever their vowels. */
const BEGINNINGS = ['arsen', 'commun', 'emerg', 'gener', 'inter', 'later', 'organ', 'past', 'univers'];

/** Endings of step 2 and what each becomes, longer ones before those they end in. */
const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['fulli', 'ful'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['ogist', 'og'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
];

const STEP_3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];

const STEP_4 = [
  ...['ement', 'ance', 'ence', 'able', 'ible', 'ment', 'ant', 'ent', 'ism', 'ate', 'iti', 'ous'],
  ...['ive', 'ize', 'ion', 'al', 'er', 'ic'],
];

/**
 * The stem of an English word in lower case: Porter 2, the English stemmer of Snowball 3.1
 * (https://snowballstem.org/algorithms/english/stemmer.html). Not a word of its own: `referral` and `referrals` give
 * `referr`, `refer` gives `refer`. Words of one or two letters stay as they are.
 */
export function porter2(word: string): string {
  const listed = WHOLE.get(word);
  if (listed !== undefined) return listed;
  if (word.length < 3) return word;
  const marked = markConsonants(word.startsWith("'") ? word.slice(1) : word);
  const first = firstRegion(marked);
  const second = regionAfter(marked, first);
  let stem = plural(marked);
  stem = pastOrGerund(stem, first);
  stem = stem.replace(/^(.+[^aeiouy])[yY]$/s, '$1i');
  stem = step2(stem, first);
  stem = step3(stem, first, second);
  stem = step4(stem, second);
  stem = step5(stem, first, second);
  return stem.replaceAll('Y', 'y');
}

/** A y at the start or after a vowel is a consonant, written Y. */
function markConsonants(word: string): string {
  let marked = '';
  for (const letter of word) {
    const consonant = letter === 'y' && (marked === '' || /[aeiouy]$/.test(marked));
    marked += consonant ? 'Y' : letter;
  }
  return marked;
}

function firstRegion(word: string): number {
  const beginning = BEGINNINGS.find((each) => word.startsWith(each));
  return beginning?.length ?? regionAfter(word, 0);
}

/** Where the text after the first consonant that follows a vowel begins, from `start` on; the end where there is none. */
function regionAfter(word: string, start: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(start));
  return found === null ? word.length : start + found.index + 2;
}

function plural(word: string): string {
  const bare = word.replace(/'(s'?)?$/, '');
  if (bare.endsWith('sses')) return bare.slice(0, -2);
  if (bare.endsWith('ied') || bare.endsWith('ies')) return bare.slice(0, bare.length > 4 ? -2 : -1);
  if (/[us]s$/.test(bare) || !bare.endsWith('s')) return bare;
  return /[aeiouy].+s$/s.test(bare) ? bare.slice(0, -1) : bare;
}

function pastOrGerund(word: string, first: number): string {
  const ending = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word)?.[1];
  if (ending === undefined) return word;
  const stem = word.slice(0, -ending.length);
  if (ending.startsWith('eed'))
    return stem.length < first || /^(succ|proc|exc)$/.test(stem) ? word : `${stem}ee`;
  if (ending === 'ing') {
    if (/^[^aeiouy]y$/.test(stem)) return `${stem.slice(0, -1)}ie`;
    if (/^(even|cann|inn|earr|herr|out)$/.test(stem)) return word;
  }
  if (!/[aeiouy]/.test(stem)) return word;
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return stem.length === first && endsShort(stem) ? `${stem}e` : stem;
}

function endsShort(stem: string): boolean {
  return (
    /[^aeiouy][aeiouy][^aeiouywxY]$/.test(stem) || /^[aeiouy][^aeiouy]$/.test(stem) || stem.endsWith('past')
  );
}

function step2(word: string, first: number): string {
  const found = STEP_2.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, instead] = found;
  const stem = word.slice(0, -ending.length);
  if (stem.length < first) return word;
  if (ending === 'ogi' && !stem.endsWith('l')) return word;
  if (ending === 'li' && !/[cdeghkmnrt]$/.test(stem)) return word;
  return stem + instead;
}

function step3(word: string, first: number, second: number): string {
  const found = STEP_3.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const [ending, instead] = found;
  const stem = word.slice(0, -ending.length);
  return stem.length < (ending === 'ative' ? Math.max(first, second) : first) ? word : stem + instead;
}

function step4(word: string, second: number): string {
  const ending = STEP_4.find((each) => word.endsWith(each));
  if (ending === undefined) return word;
  const stem = word.slice(0, -ending.length);
  if (stem.length < second) return word;
  return ending === 'ion' && !/[st]$/.test(stem) ? word : stem;
}

function step5(word: string, first: number, second: number): string {
  const stem = word.slice(0, -1);
  if (word.endsWith('e'))
    return stem.length >= second || (stem.length >= first && !endsShort(stem)) ? stem : word;
  return word.endsWith('ll') && stem.length >= second ? stem : word;
}
