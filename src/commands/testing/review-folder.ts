import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toJson } from '../../likert/frequency-json.ts';
import { NO_FREQUENCIES } from '../../likert/merge-frequencies.ts';
import { writeCsv } from '../../render/csv.ts';
import { chooseStudy } from '../choose-study.ts';
import { codeCommand } from '../code.ts';
import { EXIT, type Io } from '../io.ts';
import { kwicCommand } from '../kwic.ts';
import { reportFailure } from '../report-failure.ts';
import type { Outcome } from './run-cli.ts';

const SURVEY = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] } }
questionnaires:
  - id: staff
    title: Staff
    withdrawn: ['9']
    sections:
      - id: all
        title: All
        questions:
          - { id: warm, text: Warm?, scale: agreement }
          - { id: improve, text: What could be better? }
          - { id: other, text: Anything else? }
`;
const CODES = `codes:
  - { code: queue, name: Queues, brief: On waiting., rules: ['queue* or wait*'] }
  - { code: price, name: Prices, brief: On what it costs., rules: ['price* or dear'] }
  - { code: cooks, name: Cooks, brief: On the cooks., questions: [improve] }
`;

/** The answers of the run, by response and question. */
export const ANSWERS: readonly (readonly [id: string, question: string, text: string])[] = [
  ['1', 'improve', 'The queue is long; I wait and wait.'],
  ['2', 'improve', 'Prices, and a shorter queue.'],
  ['3', 'improve', 'Warmer soup, please.'],
  ['4', 'improve', 'It’s the 🍲 soup\r\nthat is cold.'],
  ['5', 'other', '=1+1 is the price'],
  ['6', 'improve', "Mae'n rhaid i ni aros yn hir iawn am y bwyd bob dydd."],
];

/** A folder with the run of a small study, to decide in. */
export interface ReviewFolder {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly read: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => void;
  /** Writes the run anew: its answers, and the codes of its study as YAML. */
  readonly makeRun: (answers?: typeof ANSWERS, codes?: string) => Promise<void>;
  /** Runs `crs-eval code …` (or `crs-eval kwic …`) in the folder, in this process, on the run, on 2 January 2025. */
  readonly run: (...args: string[]) => Promise<Outcome>;
  readonly remove: () => void;
}

/** Makes the folder and the run in it. */
export async function reviewFolder(): Promise<ReviewFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'review-'));
  const path = (name: string) => join(folder, name);
  const [results, messages]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: (text) => void results.push(text),
    stderr: (text) => void messages.push(text),
    cwd: folder,
    env: {},
    now: () => new Date('2025-01-02T03:04:05Z'),
  };
  const makeRun: ReviewFolder['makeRun'] = async (answers = ANSWERS, codes = CODES) => {
    for (const name of ['study', 'run/internal']) mkdirSync(path(name), { recursive: true });
    writeFileSync(path('study/1-survey.yaml'), SURVEY);
    writeFileSync(path('study/2-codes.yaml'), codes);
    writeFileSync(path('run/run.json'), '{}');
    writeFileSync(path('run/internal/study.json'), JSON.stringify(await chooseStudy('study', io)));
    writeFileSync(path('run/internal/counts.json'), JSON.stringify(toJson(NO_FREQUENCIES)));
    writeFileSync(
      path('run/internal/open-answers.csv'),
      writeCsv([
        ['questionnaire', 'response_id', 'row', 'question', 'wrong_questionnaire', 'answer'],
        ...answers.map(([id, question, text]) => ['staff', id, `${Number(id) + 1}`, question, 'no', text]),
      ]),
    );
  };
  await makeRun();
  return {
    folder,
    path,
    read: (name) => readFileSync(path(name), 'utf8'),
    write: (name, content) => writeFileSync(path(name), content),
    makeRun,
    run: async (...args) => {
      results.length = 0;
      messages.length = 0;
      const command = args[0] === 'kwic' ? kwicCommand(io) : codeCommand(io);
      const given = args[0] === 'kwic' ? args.slice(1) : args;
      const code = await command.parseAsync([...given, '--from', 'run'], { from: 'user' }).then(
        () => EXIT.done,
        (error: unknown) => reportFailure(error, io),
      );
      return { code, stdout: results.join(''), stderr: messages.join('') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
