// Answers and a codebook of made-up words, the same every time: what bench/code-answers.mjs times coding on.
import { closeSync, openSync, writeSync } from 'node:fs';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below;
  };
}

/** Different words of two to four syllables, the commonest first and shortest. */
function makeVocabulary(size) {
  const draw = generator(1);
  const pick = (letters) => letters[Math.floor(draw(letters.length))];
  const words = new Set();
  while (words.size < size) {
    const syllables = 1 + Math.min(3, Math.floor(words.size / 60) + Math.floor(draw(2)));
    let word = '';
    for (let count = 0; count < syllables; count += 1)
      word +=
        pick(['b', 'c', 'd', 'f', 'g', 'l', 'm', 'n', 'p', 'r', 's', 't', 'st', 'tr', 'pl']) +
        pick('aeiou') +
        pick(['', 'n', 'r', 's', 'l', '']);
    words.add(word);
  }
  return [...words];
}

const VOCABULARY = makeVocabulary(8000);
const CUMULATED = [];
for (let rank = 1, sum = 0; rank <= VOCABULARY.length; rank += 1) CUMULATED.push((sum += 1 / rank));

/** A word, its frequency by Zipf's law. */
function drawWord(draw) {
  const at = draw(CUMULATED.at(-1));
  let low = 0;
  let high = CUMULATED.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (CUMULATED[middle] < at) low = middle + 1;
    else high = middle;
  }
  return VOCABULARY[low];
}

/** Writes a CSV of answers of 30 words, one in six after "not" or the like, with commas, full stops and line breaks. */
export function writeAnswers(path, count) {
  const draw = generator(2);
  const file = openSync(path, 'w');
  let text = 'questionnaire,response_id,question,answer\r\n';
  for (let row = 1; row <= count; row += 1) {
    let answer = '';
    for (let word = 0; word < 30; word += 1) {
      const chance = draw(60);
      answer += chance < 1 ? 'not ' : chance < 2 ? 'don’t ' : '';
      answer += `${drawWord(draw)}${chance > 57 ? '. ' : chance > 54 ? ', ' : chance > 53.8 ? '\n' : ' '}`;
    }
    text += `staff,${600000000 + row},improve,"${answer.trim()}"\r\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

/** Codes of a dozen terms each: words, globs, stems, phrases, and one in four with nearness or "and". */
export function makeCodes(count) {
  const draw = generator(3);
  // The 150 commonest words stand for "the", "and", "we": nobody codes by them.
  const word = () => VOCABULARY[150 + Math.floor(draw(VOCABULARY.length - 150))];
  const term = () => {
    const chance = draw(12);
    if (chance < 6) return word();
    if (chance < 8) return `${word().slice(0, 5)}*`;
    if (chance < 10) return `~${word()}`;
    return `"${drawWord(draw)} ${word()}"`;
  };
  return Array.from({ length: count }, (_, code) => {
    const terms = Array.from({ length: 12 }, term);
    const rules =
      code % 4 === 0
        ? [
            terms.slice(0, 8).join(' or '),
            `(${terms.slice(8, 10).join(' or ')}) near/5 (${terms.slice(10).join(' or ')})`,
          ]
        : code % 4 === 1
          ? [terms.slice(0, 9).join(' or '), `${terms[9]} and ${terms[10]} and not ${terms[11]}`]
          : [terms.join(' or ')];
    return { id: `code-${code + 1}`, terms, rules };
  });
}

/** The codebook of these codes as a definition file. */
export function codebookText(codes) {
  return `codes:\n${codes
    .map(
      ({ id, rules }) =>
        `  - code: ${id}\n    name: ${id}\n    brief: Made up.\n    rules:\n${rules.map((rule) => `      - '${rule}'\n`).join('')}`,
    )
    .join('')}`;
}

/** A study with the one open question that the answers are to. */
export const STUDY = `study: { id: bench, title: Bench }
source: { title: Bench, publisher: Nobody, licence: None, credit: None }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: all
        title: All
        questions:
          - { id: improve, text: What could be better? }
`;
