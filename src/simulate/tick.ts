import type { Random } from '../exact/random.ts';
import type { QuestionPlan } from './plan.ts';
import { tooFew } from './too-few.ts';

/** Ticks with exactly the planned count for each option, everybody at least one. Weights are percent of those who answer. */
export function tick(
  entry: QuestionPlan,
  answering: readonly number[],
  draw: Random,
  name: string,
): ReadonlyMap<number, readonly number[]> {
  const known = entry.counts.some((count) => count !== null);
  const counts = entry.counts.map(
    (count, index) =>
      count ?? (known ? 0 : Math.floor(((entry.weights[index] ?? 0) * answering.length) / 100)),
  );
  const total = counts.reduce((a, b) => a + b, 0);
  if (total < answering.length) throw tooFew(name, 'ticks for everybody', total, answering.length);
  const members: Set<number>[] = [];
  if (total === answering.length) {
    const people = draw.shuffle(answering);
    let next = 0;
    for (const count of counts) {
      members.push(new Set(people.slice(next, next + count)));
      next += count;
    }
  } else {
    for (const count of counts) members.push(new Set(draw.shuffle(answering).slice(0, count)));
  }
  const ticks = (person: number) => members.filter((option) => option.has(person)).length;
  for (const person of answering) {
    if (ticks(person) > 0) continue;
    const option = draw
      .shuffle(members)
      .find((candidate) => [...candidate].some((other) => ticks(other) > 1));
    const other = option === undefined ? undefined : [...option].find((candidate) => ticks(candidate) > 1);
    if (option === undefined || other === undefined) continue;
    option.delete(other);
    option.add(person);
  }
  return new Map(
    answering.map((person) => [
      person,
      members.flatMap((option, index) => (option.has(person) ? [index + 1] : [])),
    ]),
  );
}
