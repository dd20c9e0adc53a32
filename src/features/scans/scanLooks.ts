import { Ban, CircleCheck, CircleDashed, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { ScanStatus } from '@/domain/scans/schema';
import type { Scan } from '@/trpc/types';
import type { BadgeLook } from '@/ui/Badge';

type Look = BadgeLook & { word: string };

const LOOKS: Record<ScanStatus, Look> = {
  queued: { word: 'Queued', tone: 'neutral', icon: Clock },
  ingesting: { word: 'Fetching', tone: 'active', icon: LoaderCircle, spins: true },
  ingested: { word: 'Fetched', tone: 'active', icon: LoaderCircle, spins: true },
  static_analysis: { word: 'Scanning', tone: 'active', icon: LoaderCircle, spins: true },
  reporting: { word: 'Reporting', tone: 'active', icon: LoaderCircle, spins: true },
  completed: { word: 'Complete', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'danger', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
};

/** A scan that was cut short is never shown as a complete one. */
const PARTIAL: Look = { word: 'Partial', tone: 'warning', icon: CircleDashed };

/** How a scan looks, and what it is called. */
export function lookOf({ status, complete }: Pick<Scan, 'status' | 'complete'>): Look {
  return status === 'completed' && complete !== true ? PARTIAL : LOOKS[status];
}
