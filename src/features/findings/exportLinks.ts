import type { ExportFormat, FindingSort } from '@/domain/findings/schema';
import { withQuery } from '@/lib/paths';
import type { FilterInput } from './findingFilters';

/** Which findings are exported: those of a list, or of a scan. */
export type ExportOf =
  | { scanId: string }
  | { filter: FilterInput; sort: FindingSort; repoId: string | undefined };

/**
 * The address of a file with these findings.
 * @param progress the name by which the page asks how far it is
 */
export function exportLink(format: ExportFormat, of: ExportOf, progress: string): string {
  if ('scanId' in of) {
    return `/api/scans/${of.scanId}/findings/export?format=${format}&progress=${progress}`;
  }
  const { repoId, filter, sort } = of;
  const query = new URLSearchParams({ format, progress, sort });
  for (const [name, value] of Object.entries({ ...filter, ...(repoId ? { repoId: undefined } : {}) })) {
    for (const one of [value ?? []].flat()) query.append(parameterOf(name), String(one));
  }
  const base = repoId ? `/api/repos/${repoId}` : '/api';
  return withQuery(`${base}/findings/export`, query.toString());
}

/** A filter as the API calls it. */
function parameterOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
