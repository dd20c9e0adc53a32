import type { ExportFormat, FindingSort } from '@/domain/findings/schema';
import { withQuery } from '@/lib/paths';
import type { FilterInput, ListScope } from './findingFilters';

/** Which findings are exported: those of a list. */
export type ExportOf = ListScope & { filter: FilterInput; sort: FindingSort };

/**
 * The address of a file with these findings.
 * @param progress the name by which the page asks how far it is
 */
export function exportLink(format: ExportFormat, of: ExportOf, progress: string): string {
  const { repoId, scanId, filter, sort } = of;
  const query = new URLSearchParams({ format, progress, sort });
  for (const [name, value] of Object.entries({ ...filter, ...(repoId ? { repoId: undefined } : {}) })) {
    for (const one of [value ?? []].flat()) query.append(parameterOf(name), String(one));
  }
  const ofRepo = repoId ? `/api/repos/${repoId}` : '/api';
  const base = scanId ? `/api/scans/${scanId}` : ofRepo;
  return withQuery(`${base}/findings/export`, query.toString());
}

/** A filter as the API calls it. */
function parameterOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
