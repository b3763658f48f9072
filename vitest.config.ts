import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Half of the time goes to processes that tests start, so a worker a core pays.
    maxWorkers: '100%',
    // A process and the program's modules anew for each file would cost more than most tests; that each puts its process back is checked.
    isolate: false,
    // As the program does itself: compiled later, what runs for a moment runs sooner.
    execArgv: ['--interrupt-budget=400000'],
    setupFiles: 'src/commands/testing/put-back.ts',
    globalSetup: 'src/commands/testing/shared-folder.ts',
    include: ['src/**/*.test.ts', 'bin/**/*.test.ts'],
    // Some tests run the whole program; a busy machine takes its time over them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
