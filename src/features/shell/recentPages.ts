/** A page of one repository, finding or rule that the reader has opened. */
export type RecentPage = { readonly href: string; readonly title: string; readonly kind: RecentKind };
export type RecentKind = 'repo' | 'finding' | 'rule';

/** Of this tab, and deleted when the reader signs out: titles are as private as their pages. */
const KEY = 'heimdall.recent';
const MOST = 12;

const KINDS: Readonly<Record<string, RecentKind>> = { repos: 'repo', findings: 'finding', rules: 'rule' };

/** What a path shows one of; undefined for lists, forms and other pages. */
export function kindOf(path: string): RecentKind | undefined {
  const [, noun = '', id, more] = path.split('/');
  return id && id !== 'new' && more === undefined ? KINDS[noun] : undefined;
}

/** The pages with this one first, and no page twice. */
export function withPage(pages: readonly RecentPage[], page: RecentPage): RecentPage[] {
  return [page, ...pages.filter(({ href }) => href !== page.href)].slice(0, MOST);
}

/** The newest first. */
export function readRecent(): readonly RecentPage[] {
  return JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]') as RecentPage[];
}

export function rememberPage(path: string, title: string): void {
  const kind = kindOf(path);
  if (!kind) return;
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(withPage(readRecent(), { href: path, title, kind })));
  } catch {
    // The storage is full or disabled, so nothing is recent.
  }
}
