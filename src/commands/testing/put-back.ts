import { afterAll, beforeAll, expect, vi } from 'vitest';

/** What a test may change of the process it shares with those of other files, but for its environment. */
const state = () => ({
  folder: process.cwd(),
  exitCode: process.exitCode,
  listeners: ['SIGHUP', 'SIGINT', 'SIGTERM', 'exit', 'uncaughtException'].map((event) =>
    process.listenerCount(event),
  ),
  fakeTime: vi.isFakeTimers(),
});

let before: ReturnType<typeof state>;
let environment: NodeJS.ProcessEnv = {};
beforeAll(() => {
  before = state();
  environment = { ...process.env };
});

// Run after every hook of the file: a file that leaves something behind fails itself, not whichever comes next.
afterAll(() => {
  expect(state(), 'this file leaves its process other than it found it').toEqual(before);
  // Names alone: values may be secrets.
  const names = Object.keys({ ...environment, ...process.env });
  expect(
    names.filter((name) => process.env[name] !== environment[name]),
    'this file leaves its environment other than it found it',
  ).toEqual([]);
});
