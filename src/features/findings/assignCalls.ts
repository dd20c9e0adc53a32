import { countOf } from '@/lib/format';
import type { ApiClient } from '@/trpc/client';
import type { Candidate } from '@/trpc/types';
import type { FilterInput } from './findingFilters';

/** Assigns all findings that filters match. @returns what was done */
export async function assignAll(
  client: ApiClient,
  filters: readonly FilterInput[],
  assignee: Candidate | null,
): Promise<string> {
  let [updated, skipped] = [0, 0];
  for (const filter of filters) {
    const done = await client.triage.assignMany.mutate({ filter, assigneeId: assignee?.id ?? null });
    updated += done.updated;
    skipped += done.skipped;
  }
  const text = assignedText(updated, assignee);
  return skipped > 0 ? `${text}; ${skipped} in repositories that they do not see` : text;
}

export function assignedText(count: number, assignee: Candidate | null): string {
  const findings = countOf(count, 'finding');
  return assignee
    ? `Assigned ${findings} to ${assignee.displayName ?? assignee.email}`
    : `Unassigned ${findings}`;
}
