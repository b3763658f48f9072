import { fold } from './fold.ts';
import { likeness } from './likeness.ts';

/** Below this, two texts are no more alike than any two. */
const LEAST = 0.3;

/** The candidates most like a text, best first and at most `limit`. Repeated candidates count once; ties keep their order. */
export function mostAlike(text: string, candidates: readonly string[], limit: number): readonly string[] {
  return [...new Set(candidates)]
    .map((candidate) => ({ candidate, score: likeness(text, candidate) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** A printed statement folded for comparison: one table ends it with a full stop, another does not. */
export function foldStatement(text: string): string {
  return fold(text).replace(/\.$/, '');
}
