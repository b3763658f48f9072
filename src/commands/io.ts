/** What a command may know of the world: handed in, so that a test can hand in another. */
export interface Io {
  /** Results only. */
  readonly stdout: (text: string) => void;
  /** Everything else: progress, warnings, errors. */
  readonly stderr: (text: string) => void;
  /** Results that are no text. Absent where standard output is a terminal, which would show them as rubbish. */
  readonly stdoutBytes?: (bytes: Uint8Array) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The time, for what people date by hand otherwise; nothing that is computed asks for it. Absent: unknown. */
  readonly now?: () => Date;
  /** Paints what must be seen in messages on standard error, where that is a terminal that wants colour. Absent: plain. */
  readonly alarm?: (text: string) => string;
}

/** What a process ends with: usage errors are commander's, bugs are whatever nobody expected. */
export const EXIT = { done: 0, failed: 1, usage: 2, bug: 3 } as const;
