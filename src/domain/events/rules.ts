import type { SuppressedBy } from '../findings/rules';
import type { EventType } from './schema';

/** What a bulk change has replaced, in the form that JSON has, without what was null. An undo restores it. */
export type Replaced = {
  readonly suppressedBy?: SuppressedBy | undefined;
  readonly statusReason?: string | undefined;
  readonly statusUntil?: string | undefined;
  readonly fixedAt?: string | undefined;
  /** The version of the finding after the change. Another one shows that it was changed since. */
  readonly version: number;
};

/** An event of a finding. Scans and time have no actor. */
export type NewEvent = {
  findingId: string;
  type: EventType;
  oldValue: string | null;
  newValue: string | null;
  comment: string | null;
  actorId?: string | null;
  /** The bulk change that caused it. */
  triageId?: string | null;
  replaced?: Replaced | null;
};

/** An event of a bulk change, and what it replaced. */
export type TriageEvent = {
  readonly id: string;
  readonly findingId: string;
  readonly oldValue: string | null;
  readonly replaced: Replaced;
};
