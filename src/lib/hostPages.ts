/** Where Git hosts have the pages of a file and a commit, below that of the repository. */
const FORMS = {
  github: { file: 'blob', commit: 'commit' },
  gitlab: { file: '-/blob', commit: '-/commit' },
  gitea: { file: 'src/commit', commit: 'commit' },
} as const;

export type HostKind = keyof typeof FORMS;

/** The page of a commit. @param repository the address of the repository's page */
export function commitPage(host: HostKind, repository: string, sha: string): string {
  return `${repository}/${FORMS[host].commit}/${sha}`;
}

/** The page of a file at a commit, or of one of its lines. @param repository the address of the repository's page */
export function filePage(
  host: HostKind,
  repository: string,
  { sha, path, line }: { sha: string; path: string; line?: number | undefined },
): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `${repository}/${FORMS[host].file}/${sha}/${encoded}${line ? `#L${line}` : ''}`;
}
