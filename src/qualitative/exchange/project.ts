/** A code of a project or codebook file. */
export interface QdaCode {
  readonly guid: string;
  readonly name: string;
  readonly description: string;
  readonly isCodable: boolean;
  /** Such as `#1f77b4`; null where there is none. */
  readonly color: string | null;
  /** GUIDs of notes about it. */
  readonly notes: readonly string[];
  readonly codes: readonly QdaCode[];
}

/** A code given by a user. */
export interface QdaCoding {
  readonly guid: string;
  readonly code: string;
  /** A user's GUID; null where the file does not say. */
  readonly user: string | null;
  readonly notes: readonly string[];
}

/** A stretch of a source's text with its codings. */
export interface QdaSelection {
  readonly guid: string;
  /** What it is called, often the beginning of its text; null where it is called nothing. */
  readonly name: string | null;
  /** As the file says it: in ours, Unicode code points over LF text, half-open. */
  readonly start: number;
  readonly end: number;
  readonly user: string | null;
  readonly codings: readonly QdaCoding[];
  readonly notes: readonly string[];
}

/** A value of a variable: all of ours are texts. */
export interface QdaValue {
  readonly variable: string;
  readonly value: string;
}

/** A text with its selections. */
export interface QdaSource {
  readonly guid: string;
  readonly name: string;
  /** LF line ends, no byte order mark. Null where the project does not hold it as plain text. */
  readonly text: string | null;
  readonly selections: readonly QdaSelection[];
  /** Codings of the whole source. */
  readonly codings: readonly QdaCoding[];
  readonly values: readonly QdaValue[];
}

/** Somebody the texts are from. */
export interface QdaCase {
  readonly guid: string;
  readonly name: string;
  readonly values: readonly QdaValue[];
  readonly sources: readonly string[];
  readonly selections: readonly string[];
}

export interface QdaNote {
  readonly guid: string;
  readonly name: string;
  readonly text: string;
  readonly user: string | null;
}

/** What we write into and read from a REFI-QDA project. GUIDs are plain: lower case, no braces. */
export interface QdaProject {
  readonly name: string;
  /** The program that wrote it. */
  readonly origin: string;
  /** GUID of the user who made it; null where the file does not say. */
  readonly user: string | null;
  readonly users: readonly { readonly guid: string; readonly name: string }[];
  readonly codes: readonly QdaCode[];
  readonly variables: readonly { readonly guid: string; readonly name: string }[];
  readonly cases: readonly QdaCase[];
  readonly sources: readonly QdaSource[];
  readonly notes: readonly QdaNote[];
  readonly description: string;
}

/** Every code of a tree however deep, parents first, each with the one it is below; null at the top. */
export function everyCode(
  codes: readonly QdaCode[],
): readonly { readonly code: QdaCode; readonly parent: QdaCode | null }[] {
  const found: { code: QdaCode; parent: QdaCode | null }[] = [];
  const left = codes
    .map((code): { code: QdaCode; parent: QdaCode | null } => ({ code, parent: null }))
    .reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next);
    const { code: parent } = next;
    for (const code of parent.codes.toReversed()) left.push({ code, parent });
  }
  return found;
}
