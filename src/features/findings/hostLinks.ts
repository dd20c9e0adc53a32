import { commitPage, filePage } from '@/lib/hostPages';
import type { RepoPages } from '@/trpc/types';

/** The pages of a repository at its host. */
export type HostLinks = {
  /** The name of the host. */
  host: string;
  commit: (sha: string) => string;
  file: (sha: string, path: string, line?: number) => string;
};

/** Undefined for a repository whose kind of host is not known. */
export function hostLinks(pages: RepoPages): HostLinks | undefined {
  if (pages === null) return undefined;
  const { kind, url } = pages;
  return {
    host: new URL(url).host,
    commit: (sha) => commitPage(kind, url, sha),
    file: (sha, path, line) => filePage(kind, url, { sha, path, line }),
  };
}
