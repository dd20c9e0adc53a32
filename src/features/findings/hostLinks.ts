import { commitPage, filePage, type HostKind } from '@/lib/hostPages';
import type { Repo } from '@/trpc/types';

/** Hosts of a known kind, also by the names that they have for ssh where its port is blocked. */
const KNOWN: Record<string, [kind: HostKind, host?: string]> = {
  'github.com': ['github'],
  'ssh.github.com': ['github', 'github.com'],
  'gitlab.com': ['gitlab'],
  'altssh.gitlab.com': ['gitlab', 'gitlab.com'],
  'codeberg.org': ['gitea'],
};

/** The pages of a repository at its host. */
export type HostLinks = {
  /** The name of the host. */
  host: string;
  commit: (sha: string) => string;
  file: (sha: string, path: string, line?: number) => string;
};

/** Undefined for a remote that is not known to have pages of a known form. */
export function hostLinks(repo: Pick<Repo, 'remoteUrl' | 'sourceType'>): HostLinks | undefined {
  const address = repo.remoteUrl?.replace(/^[^@:/]+@([^:/]+):\/*/, 'ssh://$1/') ?? '';
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isSsh = url?.protocol === 'ssh:';
  if (!url || !(isSsh || url.protocol === 'https:')) return undefined;
  const [kind, name = url.hostname] = KNOWN[url.hostname] ?? [declared(repo.sourceType)];
  if (kind === undefined) return undefined;
  // The port of ssh is not that of the pages.
  const host = isSsh ? name : url.host;
  // Without a user or a password that the remote may have.
  const base = `https://${host}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`;
  return {
    host,
    commit: (sha) => commitPage(kind, base, sha),
    file: (sha, path, line) => filePage(kind, base, { sha, path, line }),
  };
}

function declared(sourceType: Repo['sourceType']): HostKind | undefined {
  return sourceType === 'git_url' ? undefined : sourceType;
}
