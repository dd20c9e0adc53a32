import type { ExportedRepo } from '@/domain/findings/service';

/** Repos of a group. Statements have their ids. */
const MOST_REPOS = 200;

/**
 * Groups repos whose findings are read together, in their order: statements for each would take most of the time.
 * @param most findings of a group, which are in memory together; a repo with more is a group by itself
 */
export function groupRepos<R extends Pick<ExportedRepo, 'findingCount'>>(
  repos: readonly R[],
  most: number,
): R[][] {
  const groups: R[][] = [];
  let findings = 0;
  for (const repo of repos) {
    const last = groups.at(-1);
    findings += repo.findingCount;
    if (last && findings <= most && last.length < MOST_REPOS) last.push(repo);
    else {
      groups.push([repo]);
      findings = repo.findingCount;
    }
  }
  return groups;
}
