import type { FigureChangeKind } from './compare-figures.ts';
import type { FigurePlace } from './place-figure.ts';

/** What moved of a figure: what `FigureChangeKind` says, where `presence` stands for came and went. */
export type Aspect = Exclude<FigureChangeKind, 'came' | 'went'> | 'presence';

export type CauseKind =
  | 'respondents'
  | 'answers'
  | 'correction'
  | 'decision'
  | 'definition'
  | 'codebook'
  | 'setting'
  | 'input'
  | 'version';

/** One thing that differs between two runs besides their figures. */
export interface Cause {
  readonly kind: CauseKind;
  /** One line, without anybody's id or words. */
  readonly text: string;
  /** The run's file, or the path in its study, that says so. */
  readonly where: string;
  readonly earlier: string | null;
  readonly later: string | null;
  /** Response ids it is about, as `questionnaire id`; null where it is about nobody in particular. */
  readonly respondents: readonly string[] | null;
  /**
   * How much of it can have moved a figure there: of the respondents it is about how many, else 1; 0 where it can't have.
   */
  readonly reach: (place: FigurePlace, aspect: Aspect) => number;
  /** Which of its respondents can have moved a figure there, as `questionnaire id`; left out where they are not told apart. */
  readonly who?: (place: FigurePlace, aspect: Aspect) => readonly string[];
  /** Said of a figure only where no cause of a lower rank reaches it: 0 named things, 1 a file as a whole, 2 the program. */
  readonly rank: 0 | 1 | 2;
}
