import { Ban, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { BadgeStyle } from './Badge';

/** The states of background work. */
export type WorkState = 'queued' | 'running' | 'complete' | 'partial' | 'failed' | 'cancelled';

/** The name and badge of each state. Partial work is never shown as complete. */
export const WORK_STYLES: Record<WorkState, BadgeStyle & { word: string }> = {
  queued: { word: 'Queued', tone: 'neutral', icon: Clock },
  running: { word: 'Running', tone: 'active', icon: LoaderCircle, spins: true },
  complete: { word: 'Complete', tone: 'good', icon: CircleCheck },
  partial: { word: 'Partial', tone: 'warning', icon: CircleDashed },
  failed: { word: 'Failed', tone: 'danger', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
};
