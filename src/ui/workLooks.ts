import { Ban, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { BadgeLook } from './Badge';

/** What work in the background can have come to. */
export type WorkState = 'queued' | 'running' | 'complete' | 'partial' | 'failed' | 'cancelled';

/** How each state of such work looks; what was cut short is never shown as complete. */
export const WORK_LOOKS: Record<WorkState, BadgeLook & { word: string }> = {
  queued: { word: 'Queued', tone: 'neutral', icon: Clock },
  running: { word: 'Running', tone: 'active', icon: LoaderCircle, spins: true },
  complete: { word: 'Complete', tone: 'good', icon: CircleCheck },
  partial: { word: 'Partial', tone: 'warning', icon: CircleDashed },
  failed: { word: 'Failed', tone: 'danger', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
};
