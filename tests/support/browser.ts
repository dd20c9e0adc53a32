import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export type TestBrowser = {
  page: Page;
  /** What went wrong in the page by itself: errors thrown or logged, and requests to anywhere but the server. */
  faults: string[];
  stop: () => Promise<void>;
};

/** Debian's Chromium, headless, with a profile of its own and no business outside this machine. */
export async function startBrowser(allowedOrigin: string): Promise<TestBrowser> {
  const profile = mkdtempSync(path.join(tmpdir(), 'heimdall-browser-'));
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ];
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal that a test provokes is logged by the browser itself; the test looks at what the person sees.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(allowedOrigin)) faults.push(`asked ${request.url()}`);
  });
  const stop = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, faults, stop };
}
