import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A screen the report is looked at on. */
interface Screen {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/**
 * What axe-core finds wrong with a page on such a screen, by all its rules (WCAG 2.0 to 2.2 at A and AA, and best practice) unless some are named: the rule
 * and the first element it is broken by. `before` is a script that is run first. Besides, that the page scrolls sideways, and what its console says.
 */
export async function findViolations(
  browser: Browser,
  url: string,
  screen: Screen,
  rules: readonly string[] = [],
  before = '',
): Promise<readonly string[]> {
  const { width, colorScheme } = screen;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  try {
    const page = await context.newPage();
    const found: string[] = [];
    page.on('console', (message) => found.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => found.push(`error: ${error.message}`));
    await page.goto(url);
    const scrolls = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    if (await page.evaluate<boolean>(scrolls)) found.push('the page scrolls sideways');
    await page.evaluate(before);
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(document, { runOnly: ${JSON.stringify(rules.length === 0 ? TAGS : rules)}, resultTypes: ['violations'] })`,
    );
    found.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`));
    return found;
  } finally {
    await context.close();
  }
}
