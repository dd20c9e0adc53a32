import { CircleCheck, CircleDashed, CircleX, LoaderCircle, Unlink } from 'lucide-react';
import type { RemoteState } from '@/domain/repos/rules';
import type { BadgeStyle } from '@/ui/Badge';

/** The name and badge of each state of a remote. */
export const REMOTE_STYLES: Record<RemoteState, BadgeStyle & { word: string }> = {
  pending: { word: 'Checking', tone: 'active', icon: LoaderCircle, spins: true },
  found: { word: 'Found', tone: 'good', icon: CircleCheck },
  empty: { word: 'No commits yet', tone: 'neutral', icon: CircleDashed },
  failed: { word: 'Not reachable', tone: 'danger', icon: CircleX },
  none: { word: 'No remote', tone: 'neutral', icon: Unlink },
};
