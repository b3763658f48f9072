import { expect, it } from 'vitest';
import { definitionCauses } from './definition-causes.ts';
import type { Grounds } from './definition-reach.ts';

it('says that what a study had none of came, or went, without printing it', () => {
  // Reach is asked for figure by figure, and none is asked about here.
  const grounds = { compared: {}, codings: [] } as unknown as Grounds;
  const [codebook, condition] = [{ codes: [] }, { item: 'a' }];
  const causes = definitionCauses(
    [
      { path: ['codebook'], earlier: null, later: codebook },
      { path: ['questions', 'b', 'condition'], earlier: condition, later: null },
      { path: ['title'], earlier: 'A', later: 'B' },
    ],
    grounds,
  );
  expect(causes.map(({ text }) => text)).toEqual(['codebook came', 'questions.b.condition went', 'title']);
});
