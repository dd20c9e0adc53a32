import { CircleCheck, CircleDot, CircleSlash, Hourglass } from 'lucide-react';
import type { Issue } from '@/trpc/types';
import type { BadgeStyle } from '@/ui/Badge';

/** The words for the states of issues. */
export const ISSUE_STATES: Record<Issue['state'], BadgeStyle & { word: string }> = {
  pending: { word: 'To be opened', tone: 'neutral', icon: Hourglass },
  open: { word: 'Open', tone: 'active', icon: CircleDot },
  closed: { word: 'Closed', tone: 'good', icon: CircleCheck },
  not_planned: { word: 'Closed as not planned', tone: 'neutral', icon: CircleSlash },
};

/** What an issue is about. */
export function issueTitle({ groupId, title }: Issue): string {
  if (groupId === null) return 'Findings that have no issue yet';
  return title ?? 'Its findings are deleted';
}
