import { didYouMean, faultAt, type Located, type Report } from './fault.ts';
import type { Group } from './study.ts';

/** What a text written once says for one group: placeholder → words. */
export type Words = Readonly<Record<string, string>>;

/** The words every repeated text can use: the group's id, its id as a prefix of question ids, its label, its short label. */
export function wordsOf(group: Group): Words {
  return { id: group.id, prefix: group.id.toLowerCase(), label: group.label, short: group.short };
}

/** The text with `{placeholder}`s replaced. Reports a placeholder without words. Texts without any stay as they are. */
export function fillIn(text: string, words: Words, place: Located<unknown>, report: Report): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9-]*)\}/g, (whole, name: string) => {
    const word = words[name];
    if (word !== undefined) return word;
    const known = Object.keys(words);
    const expected = `one of the placeholders ${known.map((key) => `{${key}}`).join(', ')}`;
    report(faultAt(place, 'unknown-placeholder', expected, whole, didYouMean(name, known)));
    return whole;
  });
}
