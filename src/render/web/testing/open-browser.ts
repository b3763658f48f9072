import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Where this machine's Chromium is; null where its PATH has none, and tests that need one are skipped. */
export const CHROMIUM =
  (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null;

/** Said of tests that are skipped where there is no Chromium. */
export const NEEDS = '(skipped where there is no Chromium)';

/** The machine's Chromium, without a window, with a profile of its own, asking nothing of anybody. */
export function openBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('there is no Chromium on the PATH');
  return chromium.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
