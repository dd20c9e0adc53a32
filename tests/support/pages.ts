import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Theme } from '@/lib/theme';
import { launchChromium, type Windows, windowsOf } from './chromium';

export type View = BrowserContextOptions & {
  /** A session; without one the reader is anonymous. */
  token?: string;
  /** Set by the cookie that remembers the reader's choice. */
  theme?: Exclude<Theme, 'system'>;
  width?: number;
};

/** Independent pages: each has its own cookies and window. */
export type Pages = {
  open: (view?: View) => Promise<Page>;
  /** Closes all pages, as open ones keep asking the server. */
  leave: () => Promise<void>;
  /** Faults in any page: errors thrown or logged, and requests to other hosts than the server. */
  faults: string[];
};

const HEIGHT = 800;

/** Of the browser for all test files of this process, with which it ends. */
let kept: Promise<Windows> | undefined;

export async function startPages(serverUrl: string): Promise<Pages> {
  kept ??= launchChromium({ keepsPages: false }).then(windowsOf);
  const windows = await kept;
  const open: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    faults,
    open: async ({ token, theme, width = 1280, ...options } = {}) => {
      const context = await windows.take({ viewport: { width, height: HEIGHT }, ...options });
      open.push(context);
      const cookie = (name: string, value: string) => ({ name, value, url: serverUrl });
      if (token) await context.addCookies([cookie('session', token)]);
      if (theme) await context.addCookies([cookie('theme', theme)]);
      const page = await context.newPage();
      watch(page, serverUrl, faults);
      return page;
    },
    leave: async () => {
      await Promise.all(open.splice(0).map(windows.leave));
    },
  };
}

function watch(page: Page, serverUrl: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()} threw ${error.message}`));
  page.on('console', (message) => {
    // The browser itself logs refusals. The test checks what the user sees of them.
    const ofTheBrowser = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !ofTheBrowser) faults.push(`${page.url()} logged ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(serverUrl)) faults.push(`${page.url()} asked ${request.url()}`);
  });
}
