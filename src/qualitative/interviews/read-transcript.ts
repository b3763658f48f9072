import { numberOf } from '../../exact/number-of.ts';
import type { Problem } from '../../study/problem.ts';
import { INTERVIEWS } from '../agreement/coding-vocabulary.ts';
import { answerText } from '../answer-text.ts';
import type { OpenAnswer } from '../open-answers.ts';

/** What one speaker says before another does. */
export interface Turn {
  /** From 1, the interviewer's counted too. */
  readonly number: number;
  readonly speaker: string;
  readonly isInterviewer: boolean;
  /** LF; paragraphs as written, without the speaker's name. May be "". */
  readonly text: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

/** An interview as a text file has it. */
export interface Transcript {
  /** The file's name without its ending. */
  readonly id: string;
  readonly group: string;
  /** What else its header says, such as `{ phase: '2' }`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly turns: readonly Turn[];
}

/** Speakers who are never respondents, in any case; others by `interviewer:` in the header. */
const INTERVIEWERS = ['interviewer', 'int', 'i', 'q', 'moderator', 'facilitator', 'researcher'];

/**
 * An interview from a text: a header of `key: value` lines, among them `group`, up to the first blank line (or between two lines
 * `---`), then turns `Speaker: what they say`, which go on until another begins. `speakers: A, B` in the header says who speaks;
 * without it a name has at most three words and begins with a capital or digit. Times in brackets before a name and the asterisks
 * of Markdown around it are passed over. Faults, each at its line and none with what was said: no header, no group, a key twice,
 * text before the first turn, nobody but interviewers. A name that occurs once, where no speakers are listed, is a warning: it may be
 * no name.
 */
export function readTranscript(
  name: string,
  text: string,
): { readonly transcript: Transcript; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const say = (
    severity: Problem['severity'],
    row: number | null,
    expected: string,
    found: string,
    advice: string | null = null,
  ): void => {
    problems.push({ severity, code: 'transcript', file: name, row, column: null, expected, found, advice });
  };
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const { attributes, from } = readHeader(lines, say);
  const { group = '', interviewer = '', speakers = '', ...rest } = attributes;
  if (group === '' && problems.length === 0)
    say('error', 1, 'a line such as "group: CRS staff" in the header', 'none');
  const interviewers = new Set([...INTERVIEWERS, ...namesIn(interviewer)]);
  const listed = speakers === '' ? null : new Set([...namesIn(speakers), ...interviewers]);
  const turns: { number: number; speaker: string; isInterviewer: boolean; lines: string[]; line: number }[] =
    [];
  for (const [at, line] of lines.entries()) {
    if (at < from) continue;
    const begun = beginningOf(line, listed);
    const last = turns.at(-1);
    if (begun !== null)
      turns.push({
        number: turns.length + 1,
        speaker: begun.speaker,
        isInterviewer: interviewers.has(begun.speaker.toLowerCase()),
        lines: [begun.text],
        line: at + 1,
      });
    else if (last !== undefined) last.lines.push(line);
    else if (line.trim() !== '') {
      say(
        'error',
        at + 1,
        'a turn such as "Interviewer: …"',
        `a line of ${numberOf([...line].length, 'character')} without a speaker`,
        'begin it with who speaks and a colon',
      );
      break;
    }
  }
  if (problems.length === 0 && !turns.some(({ isInterviewer }) => !isInterviewer))
    say(
      'error',
      null,
      'turns of somebody besides the interviewer',
      turns.length === 0 ? 'no turn' : 'none',
      'interviewers are named Interviewer, I, Q … or by "interviewer:" in the header',
    );
  if (listed === null)
    for (const turn of turns) {
      const others = turns.filter(({ speaker }) => speaker === turn.speaker).length;
      if (others === 1 && turns.length > 3)
        say(
          'warning',
          turn.line,
          'a speaker who speaks again',
          'one who does not',
          'if it is no name, list those who speak in the header: "speakers: …"',
        );
    }
  return {
    transcript: {
      id: name.replace(/\.[^.]*$/, ''),
      group,
      attributes: rest,
      turns: turns.map(({ lines: own, ...turn }) => ({ ...turn, text: own.join('\n').trim() })),
    },
    problems,
  };
}

/** The respondents' turns as answers, in their order, those without a word left out: `interviews`, the file, `turn-N`, its line. */
export function answersIn({ id, turns }: Transcript): readonly OpenAnswer[] {
  return turns
    .filter(({ isInterviewer, text }) => !isInterviewer && text !== '')
    .map(({ number, text, line }) => ({
      questionnaire: INTERVIEWS,
      responseId: id,
      fileRow: line,
      question: `turn-${number}`,
      wrongQuestionnaire: false,
      text: answerText(text),
    }));
}

function readHeader(
  lines: readonly string[],
  say: (severity: 'error', row: number, expected: string, found: string, advice?: string) => void,
): { readonly attributes: Readonly<Record<string, string>>; readonly from: number } {
  const attributes: Record<string, string> = {};
  const fenced = lines[0]?.trim() === '---';
  for (let at = fenced ? 1 : 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (fenced ? line === '---' : line === '') return { attributes, from: at + 1 };
    const [, key, value = ''] = /^([a-z][a-z0-9 _-]{0,30}):\s*(.*)$/i.exec(line) ?? [];
    const name = key?.toLowerCase().trim() ?? '';
    if (key === undefined || value === '') {
      say(
        'error',
        at + 1,
        'a header line such as "group: CRS staff"',
        `${numberOf([...line].length, 'character')} of another kind`,
        'a blank line ends the header',
      );
      return { attributes, from: lines.length };
    }
    if (Object.hasOwn(attributes, name))
      say('error', at + 1, 'each key once in the header', 'one twice', 'a blank line ends the header');
    attributes[name] = value;
  }
  if (fenced) say('error', 1, 'a line "---" that ends the header', 'none');
  return { attributes, from: lines.length };
}

const TIME = /^\s*(?:[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*[-–]?\s*)?/;
const BEGINS = /^(\*{0,2})([\p{L}\p{N}][\p{L}\p{N} ._'’()&/-]{0,39}?)(\*{0,2})\s*:(\*{0,2})(?:\s+(.*))?$/u;

/** Who begins to speak in a line, and what they say in it; null where nobody does. */
function beginningOf(
  line: string,
  listed: ReadonlySet<string> | null,
): { readonly speaker: string; readonly text: string } | null {
  const [, , speaker, , , text = ''] = BEGINS.exec(line.replace(TIME, '')) ?? [];
  if (speaker === undefined) return null;
  if (listed !== null) return listed.has(speaker.toLowerCase()) ? { speaker, text } : null;
  return /^[\p{Lu}\p{N}]/u.test(speaker) && speaker.split(' ').length <= 3 ? { speaker, text } : null;
}

function namesIn(list: string): readonly string[] {
  return list.split(/[,;]/).flatMap((each) => (each.trim() === '' ? [] : [each.trim().toLowerCase()]));
}
