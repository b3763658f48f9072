/**
 * The counts of one question, or of several questions pooled, in one group of respondents. Integers throughout.
 * Identities: `asked` = answered + dontKnow + otherMissing + blank; for one single-choice question `answered` = the
 * sum of `counts` over levels. For a multi, `counts` are ticks and `answered` is those who ticked anything.
 */
export interface Tally {
  /** By option of the scale, in its order, named missing answers included. */
  readonly counts: readonly number[];
  readonly asked: number;
  /** Those who gave a level (for a multi: ticked at least one); the base of shares and means. */
  readonly answered: number;
  readonly dontKnow: number;
  readonly otherMissing: number;
  readonly blank: number;
  /** Routed past the question. */
  readonly notAsked: number;
  /** Distinct respondents among `answered`: smaller than it only where questions are pooled. */
  readonly respondents: number;
}

/** Where a tally belongs: a questionnaire's question, or an item pooled over that questionnaire's questions. */
export interface CellAddress {
  readonly questionnaire: string;
  /** A question id; null where the item's questions are pooled over question dimensions. */
  readonly question: string | null;
  readonly item: string;
  /** Groups of respondent dimensions, such as `{ region: 'Wales' }`; empty for the whole. */
  readonly dims: Readonly<Record<string, string>>;
}

export interface FrequencyCell {
  readonly address: CellAddress;
  readonly tally: Tally;
}

/** Every count of a run. `usable` is the respondents of each questionnaire and group, whatever they answered. */
export interface FrequencyTable {
  readonly cells: ReadonlyMap<string, FrequencyCell>;
  readonly usable: ReadonlyMap<string, number>;
}

/** The key of a cell in `FrequencyTable.cells`: dimensions in name order, so equal addresses give equal keys. */
export function cellKey(address: CellAddress): string {
  return `${address.questionnaire}|${address.question ?? `pooled:${address.item}`}|${dimsKey(address.dims)}`;
}

/** The key of a group of a questionnaire's respondents in `FrequencyTable.usable`. */
export function usableKey(questionnaire: string, dims: Readonly<Record<string, string>>): string {
  return `${questionnaire}|${dimsKey(dims)}`;
}

function dimsKey(dims: Readonly<Record<string, string>>): string {
  return Object.keys(dims)
    .sort()
    .map((name) => `${name}=${dims[name]}`)
    .join(';');
}
