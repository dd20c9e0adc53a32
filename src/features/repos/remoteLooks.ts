import { CircleCheck, CircleDashed, CircleX, LoaderCircle, Unlink } from 'lucide-react';
import type { RemoteState } from '@/domain/repos/rules';
import type { BadgeLook } from '@/ui/Badge';

/** What each state of a remote is called, and how it looks. */
export const REMOTE_LOOKS: Record<RemoteState, BadgeLook & { word: string }> = {
  pending: { word: 'Looking up', tone: 'active', icon: LoaderCircle, spins: true },
  found: { word: 'Found', tone: 'good', icon: CircleCheck },
  empty: { word: 'No commits yet', tone: 'neutral', icon: CircleDashed },
  failed: { word: 'Not reachable', tone: 'danger', icon: CircleX },
  none: { word: 'No remote', tone: 'neutral', icon: Unlink },
};
