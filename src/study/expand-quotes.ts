import type { Quoting } from './codebook.ts';
import { type Report, unknownName, within } from './fault.ts';
import type { Parts } from './parts.ts';
import type { Study } from './study.ts';

/**
 * How quotes are labelled; what the files say of it joined, a later file's label for a questionnaire in place of an earlier
 * one's. Reports unknown questionnaires, dimensions (those of questions are no respondent's attribute) and open items.
 */
export function expandQuotes(
  parts: Parts,
  asked: Pick<Study, 'dimensions' | 'questionnaires'>,
  report: Report,
): Quoting {
  const questionnaires = asked.questionnaires.map(({ id }) => id);
  const dimensions = asked.dimensions.filter(({ from }) => from !== 'question').map(({ id }) => id);
  const open = asked.questionnaires.flatMap(({ questions }) =>
    questions.filter(({ kind }) => kind === 'text').map(({ item }) => item),
  );
  const given = parts.flatMap((part) =>
    part.value.quotes === undefined ? [] : [within(part, part.value.quotes, 'quotes')],
  );
  for (const place of given) {
    for (const name of Object.keys(place.value.labels ?? {}))
      if (!questionnaires.includes(name))
        report({
          ...unknownName(within(place, null, 'labels', name), 'questionnaire', name, questionnaires),
          at: 'key',
        });
    for (const [at, name] of (place.value.attributes ?? []).entries())
      if (!dimensions.includes(name))
        report(
          unknownName(within(place, null, 'attributes', at), 'dimension of respondents', name, dimensions),
        );
    for (const [at, name] of (place.value.workplaces ?? []).entries())
      if (!open.includes(name))
        report(unknownName(within(place, null, 'workplaces', at), 'open item', name, [...new Set(open)]));
  }
  const attributes = given.some(({ value }) => value.attributes !== undefined)
    ? given.flatMap(({ value }) => value.attributes ?? [])
    : parts.flatMap(({ value }) => (value.themes?.breakdowns ?? []).flat());
  return {
    labels: Object.assign({}, ...given.map(({ value }) => value.labels ?? {})),
    attributes: [...new Set(attributes)],
    workplaces: [...new Set(given.flatMap(({ value }) => value.workplaces ?? []))],
  };
}
