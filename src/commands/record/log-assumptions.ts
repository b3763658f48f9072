import { counted } from '../count-text.ts';
import { scalesInUse } from './agreement-scales.ts';
import type { EntryDraft } from './log-entry.ts';
import { questionnairesOfRun, type RecordParts } from './record-parts.ts';

/**
 * The assumptions of a run: those the study states, what it marks as inferred or described, and the definitions that the
 * program brings along, with where each is used and what it rests on. Definitions that nothing in the run uses are left out.
 */
export function assumptionDrafts(parts: RecordParts): readonly EntryDraft[] {
  const stated = parts.study.assumptions.map((entry) => ({
    entry,
    where: 'As it says',
    basis: 'Stated by the study',
  }));
  return [...stated, ...marked(parts), ...definitions(parts)];
}

function marked(parts: RecordParts): EntryDraft[] {
  const asked = questionnairesOfRun(parts);
  const scales = scalesInUse(parts.study, asked).filter(({ scale }) => scale.labels === 'inferred');
  const described = asked.flatMap(({ questions }) =>
    questions.filter(({ wording }) => wording === 'described'),
  );
  return [
    ...scales.map(({ scale, questions }) => ({
      entry: `The labels of the scale “${scale.id}” (${scale.options.map(({ label }) => label).join(', ')}) are inferred.`,
      where: counted(questions, 'question'),
      basis: 'Marked by the study (labels: inferred)',
    })),
    ...(described.length === 0
      ? []
      : [
          {
            entry: `${counted(described.length, 'question')} ${described.length === 1 ? 'is' : 'are'} worded after a description, not quoted.`,
            where: 'Recognising columns; wordings in tables',
            basis: 'Marked by the study (wording: described)',
          },
        ]),
  ];
}

/** What the program takes to be so. The basis is the page of the manual that gives the reason and the source. */
function definitions(parts: RecordParts): EntryDraft[] {
  const { record, study } = parts;
  const asked = questionnairesOfRun(parts);
  const questions = asked.flatMap((each) => each.questions);
  const below = record.settings.suppressBelow;
  const when = (holds: boolean, ...drafts: EntryDraft[]): EntryDraft[] => (holds ? drafts : []);
  return [
    {
      entry:
        'A response is usable with one answer to a question of the evaluation, whatever its status on the platform.',
      where: 'Every base',
      basis: 'Program (docs/who-counts.md)',
    },
    ...when(
      questions.some(({ consent }) => consent !== null),
      {
        entry: 'A blank consent question is no consent.',
        where: 'Who counts',
        basis: 'Program (docs/who-counts.md)',
      },
    ),
    ...when(
      questions.some(({ askedIf }) => askedIf !== null),
      {
        entry:
          'Where a routing question is blank, a block that holds an answer was asked, and one that holds none was not.',
        where: 'Bases of routed questions',
        basis: 'Program (docs/who-counts.md)',
      },
    ),
    {
      entry:
        '“Don’t know”, other answers that are no rating, and blanks are off the base of percentages, means and SDs.',
      where: 'Every percentage, mean, SD and median',
      basis: 'Program (docs/statistics.md)',
    },
    {
      entry: `Figures are rounded ${record.settings.rounding}.`,
      where: 'Every printed figure',
      basis: 'Program (docs/decisions.md), as Excel and SPSS do',
    },
    {
      entry: `The SD is the ${record.settings.sd} one.`,
      where: 'Every SD',
      basis: 'Program (docs/statistics.md)',
    },
    ...when(below > 0, {
      entry: `A figure on a group of respondents may be published from ${counted(below, 'respondent')} on, unless a suppressed one follows from it by adding and subtracting. Reasoning with inequalities is not guarded against.`,
      where: 'Every breakdown by respondents’ groups',
      basis: 'Threshold: study; method: program (docs/statistics.md)',
    }),
    {
      entry: `Completing in less than ${Math.round(study.rules.speederShare * 100)}% of the median time may be careless; such responses count.`,
      where: 'Flags; no figure',
      basis: 'Share: study; method: program (docs/who-counts.md)',
    },
    ...when(
      record.coding !== null,
      {
        entry: 'An answer in another language than that of the codebook’s rules is off the base of themes.',
        where: 'Every figure on themes',
        basis: 'Program (docs/content-analysis.md)',
      },
      {
        entry: 'Where coders differ on a code and nobody has settled it, the rules’ proposal stands.',
        where: `${counted(record.coding?.decisions?.disputed ?? 0, 'code')} in dispute`,
        basis: 'Program (docs/decisions.md)',
      },
    ),
  ];
}
