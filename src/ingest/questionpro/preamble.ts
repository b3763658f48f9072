/** What the lines above the header say of the export. */
export interface Preamble {
  readonly generated: string | null;
  readonly surveyId: string | null;
  readonly surveyName: string | null;
  /** Some line has the word "synthetic". */
  readonly synthetic: boolean;
}

/**
 * Reads the rows above the header: `Data Export Generated on …`, `Survey ID …`, `Survey Name …` (else `Dashboard
 * Name …`), in any order, one cell each or padded with empty cells. Null for what none of them says.
 */
export function parsePreamble(rows: readonly (readonly string[])[]): Preamble {
  const lines = rows.map((row) =>
    row
      .filter((cell) => cell !== '')
      .join(',')
      .trim(),
  );
  const after = (start: RegExp): string | null => {
    for (const line of lines) {
      const match = start.exec(line);
      if (match !== null) return line.slice(match[0].length).trim() || null;
    }
    return null;
  };
  return {
    generated: after(/^data export generated on:?\s*/i),
    surveyId: after(/^survey id:?\s*/i),
    surveyName: after(/^survey name:?\s*/i) ?? after(/^dashboard name:?\s*/i),
    synthetic: lines.some(saysSynthetic),
  };
}

/** Whether a text has the word "synthetic", in any case. */
export function saysSynthetic(text: string): boolean {
  return /\bsynthetic\b/i.test(text);
}
