import type { EndedScan } from '../scans/rules';
import type { EventType } from './schema';

/** An event of a finding. Scans and time have no actor. */
export type NewEvent = {
  findingId: string;
  type: EventType;
  oldValue: string | null;
  newValue: string | null;
  comment: string | null;
  actorId?: string | null;
};

/** A bulk change of the status of findings, which has an event of each. */
export type TriagedFindings = {
  readonly triageId: string;
  readonly findingIds: readonly string[];
  readonly newValue: string;
  readonly comment: string | null;
  readonly actorId: string;
};

/** An event of a bulk change, and its finding. */
export type TriageEvent = { readonly id: string; readonly findingId: string; readonly repoId: string };

/** The events of a bulk change that a user undoes. */
export type UndoneEvents = {
  readonly eventIds: readonly string[];
  readonly comment: string;
  readonly actorId: string;
};

/** The newest event of a change by a user, and what it is about. */
export type UserChange = {
  readonly id: string;
  readonly type: EventType;
  readonly actorId: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly at: Date;
  readonly findingId: string;
  readonly title: string;
  /** How many findings a bulk change has changed. Not all of very many are counted. */
  readonly count: number;
  readonly repoId: string;
  readonly repoName: string;
};

/** What has happened in the visible repos: a change by a user, or the end of a scan. */
export type Activity = ({ readonly kind: 'change' } & UserChange) | ({ readonly kind: 'scan' } & EndedScan);

/** The newest of both, newest first. */
export function newestOf(
  changes: readonly UserChange[],
  scans: readonly EndedScan[],
  take: number,
): Activity[] {
  const all: Activity[] = [
    ...changes.map((change) => ({ kind: 'change' as const, ...change })),
    ...scans.map((scan) => ({ kind: 'scan' as const, ...scan })),
  ];
  return all.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, take);
}
