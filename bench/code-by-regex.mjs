// A yardstick: answers of a CSV searched with one regular expression for each code, as a script of an afternoon would.
import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';

const [answers, terms] = process.argv.slice(2);
const ending = (word) => word.replace(/\*$/, '\\p{L}*');
const source = (term) =>
  term.startsWith('~') ? `${term.slice(1)}\\p{L}*` : ending(term.replaceAll('"', ''));
const codes = JSON.parse(readFileSync(terms, 'utf8')).map(
  (list) => new RegExp(`(?<!\\p{L})(?:${list.map(source).join('|')})(?!\\p{L})`, 'giu'),
);
let hits = 0;
for await (const record of createReadStream(answers).pipe(parse({ columns: true })))
  for (const code of codes) for (const _ of record.answer.matchAll(code)) hits += 1;
console.error(`${hits} hits`);
