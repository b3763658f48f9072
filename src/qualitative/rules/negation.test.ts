import { describe, expect, it } from 'vitest';
import { markDenied } from './negation.ts';
import { readWords } from './testing/read-words.ts';

/** The words of a text that are denied, in its order. */
function deniedIn(text: string): string {
  const { words, list, denied } = readWords(text);
  markDenied(words, list, denied);
  return list.flatMap(({ folded }, at) => (denied[at] === 1 ? [folded] : [])).join(' ');
}

describe('what a denying word denies', () => {
  it.each([
    ['There is no housing or debt support.', 'housing or debt support'],
    ['no housing, debt or support', 'housing debt or support'],
    ['not one two three four five six seven', 'one two three four five six'],
    ['lack of one two three four five six seven', 'of one two three four five six'],
    ['Not slow but late', 'slow'],
    ['Never. Delay', ''],
    ['Staff failed to attend', 'to attend'],
    ['Exams that staff fail', ''],
    ['No, the delay', ''],
    ['not yet a delay', 'yet a delay'],
    ['not without delay', 'without'],
    ['no lack of support', 'lack'],
    ['support, e.g. never with housing, e.g. hostels', 'with housing e g hostels'],
  ])('"%s": %s', (text, expected) => expect(deniedIn(text)).toBe(expected));
});

describe('what looks like a denial denies', () => {
  it.each([
    // Nothing.
    ['not only housing', ''],
    ['It isn’t just housing', ''],
    ['They dont simply refer', ''],
    ['not least the delays', ''],
    ['Not necessarily slow', ''],
    ['Not to mention delays', ''],
    ['not to delay', 'to delay'],
    ['There is no doubt staff care', ''],
    ['no question that staff care', ''],
    ['No wonder staff leave', ''],
    ['no less than five referrals', ''],
    ['no less delay', 'less delay'],
    ['without doubt staff care', ''],
    ['without a doubt the staff', ''],
    ['without question the staff', ''],
    ['Without exception the staff', ''],
    ['They attend without fail every week', ''],
    ['without any hesitation I refer', ''],
    ['without support', 'support'],
    ['nothing but delay', ''],
    ['nothing short of excellent', ''],
    ['nothing helps', 'helps'],
    ['could not fault the staff', ''],
    ['cannot fault the staff', ''],
    ['Can’t really fault the staff', ''],
    ['couldnt fault staff', ''],
    ['It was not fault of staff', 'fault of staff'],
    ['I cannot thank the staff enough', ''],
    ["can't praise the staff enough", ''],
    ['could not stress communication enough', ''],
    ['They did not thank the staff', 'thank the staff'],
    ['Support is lacking and staff leave', ''],
    ['Support is lacking, staff leave', ''],
    ['lacking in support', 'in support'],
    // The trouble alone.
    ["can't complain about communication", 'complain'],
    ['No problem with referrals', 'problem'],
    ['no problems accessing support', 'problems'],
    ['There were no major issues with communication', 'major issues'],
    ['no complaints about staff', 'complaints'],
    ["I haven't had any problems with referrals", 'had any problems'],
    ['never had an issue with staff', 'had an issue'],
    ['Without difficulty staff refer', 'difficulty'],
    ['No problems, staff are good', 'problems'],
    // As usual.
    ['no problems or delays', 'problems or delays'],
    ['They do not issue licences', 'issue licences'],
    ['no support with problems in prison', 'support with problems in prison'],
    ['not without problems', 'without'],
    ['no only child', 'only child'],
    ['Not. Only delay', ''],
    ['Certainly not, only delay', 'only delay'],
  ])('"%s": %s', (text, expected) => expect(deniedIn(text)).toBe(expected));
});
