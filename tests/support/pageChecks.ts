import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility violations of a page: each rule with its elements. */
export function accessibilityFaults(page: Page): Promise<string[]> {
  return runAxe(page, {});
}

/** Violations in the colours of a page, which is all that another theme changes. */
export function contrastFaults(page: Page): Promise<string[]> {
  return runAxe(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
}

/** Only violations are reported: listing all that passes takes most of the time on a page of many rows. */
const ONLY_VIOLATIONS: RunOptions = { resultTypes: ['violations'] };

async function runAxe(page: Page, options: RunOptions): Promise<string[]> {
  await page.evaluate(transitionsEnded);
  await page.evaluate(AXE);
  const results: AxeResults = await page.evaluate(
    (chosen) => (window as unknown as AxeWindow).axe.run(chosen),
    { ...ONLY_VIOLATIONS, ...options },
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Runs in the page: a colour on its way to another theme has the contrast of neither. */
async function transitionsEnded(): Promise<void> {
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(transitions.map(({ finished }) => finished));
}

type AxeWindow = Window & { axe: { run: (options: RunOptions) => Promise<AxeResults> } };

/** What is wrong with a page in either theme. It is in its light one afterwards. */
export async function faultsInBothThemes(page: Page): Promise<string[]> {
  const light = [...(await sidewaysScroll(page)), ...(await accessibilityFaults(page))];
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await contrastFaults(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
}

/** The layout shifts since the page was opened, and their sizes. */
export function layoutShifts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
        const seen: string[] = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as Shift[]) {
            const moved = sources.map(({ node }) => (node as Element | null)?.outerHTML?.slice(0, 120));
            seen.push(`${value}: ${moved.join(' | ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(seen))));
      }),
  );
}

/** By how many pixels a page is wider than its window, and the element that reaches furthest. */
export function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = (document.scrollingElement?.scrollWidth ?? 0) - width;
    if (over <= 0) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width,
    );
    return [`${over}px too wide: ${wide.at(-1)?.outerHTML.slice(0, 200)}`];
  });
}

/** Words of a page that are broken inside, as their column is too narrow. Longer ones, such as addresses, may be. */
export function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate((longest) => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const node = texts.currentNode as Text;
      for (const { index, 0: word } of node.data.matchAll(/(?<!\S)[\p{L}\p{N}]+(?!\S)/gu)) {
        if (word.length > longest) continue;
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => top));
        if (lines.size > 1) broken.push(`broken inside: ${word} of "${node.data.slice(0, 60)}"`);
      }
    }
    return broken;
  }, LONGEST_WHOLE);
}

/** As long as the longest words of columns, and longer than a short commit SHA. In characters. */
const LONGEST_WHOLE = 14;

/** In the page: whether nothing is animated but endless indicators of waiting. */
export function isStill(): boolean {
  return document.getAnimations().every(({ effect }) => effect?.getTiming().iterations === Infinity);
}
