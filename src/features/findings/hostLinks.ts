import { commitPage, filePage, type HostKind } from '@/lib/hostPages';
import type { Repo } from '@/trpc/types';

const KNOWN: Record<string, HostKind> = { 'github.com': 'github', 'gitlab.com': 'gitlab' };

/** The pages of a repository at its host. */
export type HostLinks = {
  /** The name of the host. */
  host: string;
  commit: (sha: string) => string;
  file: (sha: string, path: string, line?: number) => string;
};

/** Undefined for a remote that is not known to have pages of a known form. */
export function hostLinks(repo: Pick<Repo, 'remoteUrl' | 'sourceType'>): HostLinks | undefined {
  const url = repo.remoteUrl && URL.canParse(repo.remoteUrl) ? new URL(repo.remoteUrl) : undefined;
  if (url?.protocol !== 'https:') return undefined;
  const kind = KNOWN[url.hostname] ?? (repo.sourceType === 'git_url' ? undefined : repo.sourceType);
  if (kind === undefined) return undefined;
  // Without a user or a password that the remote may have.
  const base = `https://${url.host}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
  return {
    host: url.host,
    commit: (sha) => commitPage(kind, base, sha),
    file: (sha, path, line) => filePage(kind, base, { sha, path, line }),
  };
}
