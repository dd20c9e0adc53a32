import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** Each window would load its address bar's list of suggestions as a page, with its own process. */
const SUGGESTIONS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** The features that Playwright turns off on Linux. Chromium only knows the last list, so they are repeated here. */
const OFF_ANYWAY = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const ARGS = [
  `--disable-features=${[...OFF_ANYWAY, ...SUGGESTIONS].join(',')}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Debian's Chromium, headless, with its own profile and without requests to other machines.
 * @param options.keepsPages whether pages are kept in memory after leaving, as in a user's browser
 */
export function launchChromium({ keepsPages }: { keepsPages: boolean }): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ARGS,
    ignoreDefaultArgs: keepsPages ? ['--disable-back-forward-cache'] : [],
  });
}

/** A window with its own cookies, whose pages report to `hydrated` what React has hydrated. */
export async function newWindow(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  await context.addInitScript(followReact);
  return context;
}

/** The windows of a browser, by their options. */
export type Windows = {
  /** A window without cookies. One that an earlier test has left has the scripts of the pages that it has shown. */
  take: (options: BrowserContextOptions) => Promise<BrowserContext>;
  /** Closes the tabs of a window, which hold all that pages store, and keeps it for a later test. */
  leave: (window: BrowserContext) => Promise<void>;
};

export function windowsOf(browser: Browser): Windows {
  const kindOf = new Map<BrowserContext, string>();
  const free: BrowserContext[] = [];
  return {
    take: async (options) => {
      const kind = JSON.stringify(options);
      const kept = free.findIndex((window) => kindOf.get(window) === kind);
      const window = free.splice(kept, kept < 0 ? 0 : 1)[0] ?? (await newWindow(browser, options));
      kindOf.set(window, kind);
      return window;
    },
    leave: async (window) => {
      await Promise.all(window.pages().map((page) => page.close()));
      await window.clearCookies();
      await window.setOffline(false);
      free.push(window);
    },
  };
}

/**
 * Waits until React has hydrated every control of a page, and listens to keys. Before that, the browser itself
 * submits forms, and keys and choices are lost.
 */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { heldByReact } = window as unknown as Followed;
    // What listens to keys may still be empty, such as the bar of what is selected.
    const controls = [...document.querySelectorAll('a, button, input, select, textarea, main div:empty')];
    const isWhole = document.readyState === 'complete' && controls.length > 0;
    return isWhole && controls.every((control) => heldByReact?.has(control));
  });
  // React queues the effects of a commit, which listen to keys, as a task. One that is queued later comes later.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
      }),
  );
}

type Fiber = { stateNode: unknown; child: Fiber | null; sibling: Fiber | null };
type Followed = { heldByReact?: WeakSet<Element>; __REACT_DEVTOOLS_GLOBAL_HOOK__?: object };

/** In the page, before its scripts: records the elements of each commit, which React reports to developer tools. */
function followReact(): void {
  const held = new WeakSet<Element>();
  const note = (first: Fiber | null) => {
    for (let fiber = first; fiber; fiber = fiber.sibling) {
      if (fiber.stateNode instanceof Element) held.add(fiber.stateNode);
      note(fiber.child);
    }
  };
  const followed = window as unknown as Followed;
  followed.heldByReact = held;
  followed.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_: number, root: { current: Fiber }) => note(root.current),
  };
}
