import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreementCommand } from '../agreement.ts';
import { EXIT, type Io } from '../io.ts';
import { reportFailure } from '../report-failure.ts';
import type { Outcome } from './run-cli.ts';

const SURVEY = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] } }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: all
        title: All
        questions:
          - { id: warm, text: Warm?, scale: agreement }
          - { id: improve, text: What could be better? }
          - { id: other, text: Anything else? }
`;
const CODES = `codes:
  - { code: praise, name: Praise, brief: Says something good. }
  - { code: cooks, name: Cooks, brief: On the cooks., parent: praise }
  - { code: hours, name: Hours, brief: On opening hours. }
  - { code: never, name: Never, brief: Given to nothing. }
  - { code: aside, name: Aside, brief: Something else., questions: [other] }
codeChanges:
  - { rename: people, to: cooks }
`;
/** The columns a codings file needs. */
export const HEADER = 'questionnaire,response_id,question,code';

/** A folder to compare coders in, with a study of one questionnaire beside it. */
export interface AgreementFolder {
  readonly folder: string;
  readonly study: string;
  readonly write: (name: string, ...lines: string[]) => void;
  /**
   * Codings of one coder: `'1 praise; 2'` are response 1 with that code and response 2 with none. With a second
   * set named, responses above 2 are in it, the others in `tuning`.
   */
  readonly coding: (name: string, rows: string, set?: string) => void;
  readonly run: (...args: string[]) => Promise<Outcome>;
  readonly remove: () => void;
}

/** Makes the folder; `run` runs the command in it, in this process, with the study. */
export function agreementFolder(): AgreementFolder {
  const folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  const study = mkdtempSync(join(tmpdir(), 'agreement-study-'));
  writeFileSync(join(study, '1-survey.yaml'), SURVEY);
  writeFileSync(join(study, '2-codes.yaml'), CODES);
  const write = (name: string, ...lines: string[]) =>
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return {
    folder,
    study,
    write,
    coding: (name, rows, set) =>
      write(
        name,
        `${HEADER}${set === undefined ? '' : ',set'}`,
        ...rows.split(';').map((row) => {
          const [id = '', code = ''] = row.trim().split(' ');
          const last = set === undefined ? '' : `,${Number(id) > 2 ? set : 'tuning'}`;
          return `staff,${id},improve,${code}${last}`;
        }),
      ),
    run: async (...args) => {
      const [results, messages]: [string[], string[]] = [[], []];
      const io: Io = {
        stdout: (text) => void results.push(text),
        stderr: (text) => void messages.push(text),
        cwd: folder,
        env: {},
      };
      const code = await agreementCommand(io)
        .parseAsync(['--study', study, ...args], { from: 'user' })
        .then(
          () => EXIT.done,
          (error: unknown) => reportFailure(error, io),
        );
      return { code, stdout: results.join(''), stderr: messages.join('') };
    },
    remove: () => {
      for (const made of [folder, study]) rmSync(made, { recursive: true, force: true });
    },
  };
}
