import { paths, safeNext } from '@/lib/paths';
import type { FindingListInput } from '@/trpc/types';
import { listInput, readFilters } from './findingFilters';

/**
 * The list that the page of a finding was opened from. It has its kind, its URL with filters, and the query of its
 * rows.
 */
export type ListOrigin = { of: 'findings' | 'repo' | 'scan'; path: string; input: FindingListInput };

/**
 * Reads the list from the URL of a finding's page.
 * @param from as written by anyone, since links can be
 * @param repoId of the finding
 */
export function readOrigin(from: string | null, repoId: string): ListOrigin | undefined {
  const path = safeNext(from);
  const { pathname, searchParams } = new URL(path, 'http://heimdall.invalid');
  if (pathname === paths.findings()) {
    return { of: 'findings', path, input: listInput(readFilters(searchParams)) };
  }
  if (pathname === paths.repo(repoId)) {
    return { of: 'repo', path, input: listInput(readFilters(searchParams), { repoId }) };
  }
  const scanId = pathname.split('/').at(-1) ?? '';
  return pathname === paths.scan(scanId)
    ? { of: 'scan', path, input: listInput(readFilters(searchParams), { repoId, scanId }) }
    : undefined;
}

type Crumb = { label: string; href: string };

/**
 * The way back from a finding. It leads to the list that it was opened from, with its filters, and to its
 * repository.
 */
export function crumbsTo(repo: { id: string; name: string }, origin: ListOrigin | undefined): Crumb[] {
  const ofRepo = { label: repo.name, href: paths.repo(repo.id) };
  if (origin?.of === 'findings') return [{ label: 'Findings', href: origin.path }, ofRepo];
  const repos = { label: 'Repositories', href: paths.repos() };
  if (origin?.of === 'repo') return [repos, { ...ofRepo, href: origin.path }];
  return origin ? [repos, ofRepo, { label: 'Scan', href: origin.path }] : [repos, ofRepo];
}
