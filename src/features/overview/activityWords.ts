import type { FindingStatus } from '@/domain/findings/schema';
import { stateOf } from '@/domain/scans/rules';
import { countOf, formatCount } from '@/lib/format';
import type { Latest } from '@/trpc/types';

export type Activity = Latest['items'][number];
type UserChange = Extract<Activity, { kind: 'change' }>;
type EndedScan = Extract<Activity, { kind: 'scan' }>;

/** The reader, and the names of the users that are still there. */
export type Readers = { readonly me: string; readonly names: Latest['names'] };

/** As many events of a user are read, so a bulk change of this size may be larger. */
const MOST_COUNTED = 50;

const DID: Record<FindingStatus, string> = {
  open: 'reopened',
  confirmed: 'confirmed',
  dismissed: 'dismissed',
  false_positive: 'marked as a false positive:',
  fixed: 'fixed',
};

/** What a user did, without the finding that it was done to. */
export function changeWords({ type, actorId, newValue }: UserChange, who: Readers): string {
  const actor = actorId === who.me ? 'You' : (who.names[actorId] ?? 'A deleted account');
  switch (type) {
    case 'created':
    case 'moved':
      return `${actor} changed`;
    case 'status_changed':
      return `${actor} ${DID[newValue as FindingStatus]}`;
    case 'severity_changed':
      return `${actor} changed the severity of`;
    case 'assignee_changed':
      return newValue === null ? `${actor} unassigned` : `${actor} assigned`;
    case 'commented':
      return `${actor} commented on`;
  }
}

/** The finding of a change, or how many a bulk change has changed. */
export function changedObject({ title, count }: UserChange): string {
  if (count === 1) return title;
  return count < MOST_COUNTED ? countOf(count, 'finding') : `${MOST_COUNTED} or more findings`;
}

/** Which scan ended, and how. */
export function scanWords(scan: EndedScan): string {
  const isImport = scan.scanType === 'import';
  const state = stateOf(scan);
  const kind = `${isImport ? 'import into' : 'scan of'} ${scan.repoName}`;
  const name = state === 'partial' ? `Partial ${kind}` : kind.charAt(0).toUpperCase() + kind.slice(1);
  if (state === 'failed') return `${name} failed`;
  const changes = [
    ...(scan.newCount > 0 ? [`${formatCount(scan.newCount)} new`] : []),
    ...(scan.fixedCount > 0 ? [`${formatCount(scan.fixedCount)} fixed`] : []),
  ];
  return `${name}: ${changes.length === 0 ? 'nothing new' : changes.join(', ')}`;
}
