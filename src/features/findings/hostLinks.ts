import type { Repo } from '@/trpc/types';

/** The forms of addresses at a host of repositories. */
const FORMS = { github: '', gitlab: '/-' } as const;
const KNOWN: Record<string, keyof typeof FORMS> = { 'github.com': 'github', 'gitlab.com': 'gitlab' };

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
  const form = KNOWN[url.hostname] ?? (repo.sourceType === 'git_url' ? undefined : repo.sourceType);
  if (form === undefined) return undefined;
  // Without a user or a password that the remote may have.
  const base = `https://${url.host}${url.pathname.replace(/\/+$/, '').replace(/\.git$/, '')}${FORMS[form]}`;
  return {
    host: url.host,
    commit: (sha) => `${base}/commit/${sha}`,
    file: (sha, path, line) => `${base}/blob/${sha}/${encodePath(path)}${line ? `#L${line}` : ''}`,
  };
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
