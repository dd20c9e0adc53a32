import type { BrowserContext, Page } from 'playwright-core';
import { launchChromium, windowsOf } from './chromium';

export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** Faults in the visitor's pages: errors thrown or logged, and requests to other hosts than the server. */
  faults: string[];
  /** Closes the visitor's pages. Their window is kept for a later visitor. */
  leave: () => Promise<void>;
};

export type VisitOptions = {
  /** A session's token, for a visitor who is already signed in. */
  token?: string;
  viewport?: { width: number; height: number };
  /** The permissions that the visitor has granted the site. */
  permissions?: string[];
};

export type TestBrowser = Visitor & {
  /** Another visitor, with their own cookies and storage. */
  visit: (options?: VisitOptions) => Promise<Visitor>;
  stop: () => Promise<void>;
};

/** Longer than any step takes, and short enough that a test reports which step it has waited for. */
const PATIENCE_MS = 15_000;

/** A browser of one visitor, which can open windows for others. */
export async function startBrowser(allowedOrigin: string): Promise<TestBrowser> {
  const browser = await launchChromium({ keepsPages: true });
  const windows = windowsOf(browser);

  async function visit({ token, ...options }: VisitOptions = {}): Promise<Visitor> {
    const context = await windows.take(options);
    context.setDefaultTimeout(PATIENCE_MS);
    if (token !== undefined) {
      const cookie = { name: 'session', value: token, url: allowedOrigin, httpOnly: true };
      await context.addCookies([{ ...cookie, sameSite: 'Lax' }]);
    }
    const faults: string[] = [];
    const follow = (page: Page) => watch(page, allowedOrigin, faults);
    context.on('page', follow);
    const leave = () => {
      context.off('page', follow);
      return windows.leave(context);
    };
    return { context, page: await context.newPage(), faults, leave };
  }

  return { ...(await visit()), visit, stop: () => browser.close() };
}

function watch(page: Page, allowedOrigin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The browser itself logs refusals that a test provokes. The test checks what the user sees.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(allowedOrigin)) faults.push(`asked ${request.url()}`);
  });
}
