import type { FindingStatus } from '@/domain/findings/schema';
import type { Severity } from '@/engines/engine';
import type { FindingEvent } from '@/trpc/types';
import { SEVERITY_STYLES } from '@/ui/severityStyles';

/** What somebody did, and what happened if nobody is known to have done it. */
const STATUS_CHANGES: Record<FindingStatus, { did: string; happened: string }> = {
  open: { did: 'reopened it', happened: 'It was reopened' },
  confirmed: { did: 'confirmed it', happened: 'It was confirmed' },
  dismissed: { did: 'dismissed it', happened: 'It was dismissed' },
  false_positive: {
    did: 'marked it as a false positive',
    happened: 'It was marked as a false positive',
  },
  fixed: { did: 'marked it as fixed', happened: 'A scan marked it as fixed' },
};

/** The reader, and the names of the users that are still there. */
export type Readers = { readonly me: string; readonly names: Readonly<Record<string, string>> };

const DELETED = 'A deleted account';

/** What happened, in a sentence without its comment. */
export function eventWords(event: FindingEvent, who: Readers): string {
  const { type, actorId, oldValue, newValue } = event;
  const actor = actorId === who.me ? 'You' : nameOf(actorId, who);
  switch (type) {
    case 'created':
      return 'A scan found it';
    case 'moved':
      return `Moved to ${newValue}`;
    case 'status_changed': {
      const { did, happened } = STATUS_CHANGES[newValue as FindingStatus];
      return actorId === null ? happened : `${actor} ${did}`;
    }
    case 'severity_changed':
      return `${actor} changed the severity from ${severityWord(oldValue)} to ${severityWord(newValue)}`;
    case 'assignee_changed':
      return newValue === null ? `${actor} unassigned it` : `${actor} assigned it to ${assignee(event, who)}`;
    case 'commented':
      return `${actor} commented`;
  }
}

function assignee({ actorId, newValue }: FindingEvent, who: Readers): string {
  if (newValue !== who.me) return nameOf(newValue, who).replace(DELETED, 'a deleted account');
  return actorId === newValue ? 'yourself' : 'you';
}

function severityWord(value: string | null): string {
  return SEVERITY_STYLES[value as Severity].word.toLowerCase();
}

function nameOf(userId: string | null, { names }: Readers): string {
  return (userId === null ? undefined : names[userId]) ?? DELETED;
}
