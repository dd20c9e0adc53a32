import type { ScanStatus } from './schema';

const RUNNING: Record<ScanStatus, boolean> = {
  queued: true,
  ingesting: true,
  ingested: true,
  static_analysis: true,
  reporting: true,
  completed: false,
  failed: false,
  cancelled: false,
};

/** Whether a scan has not come to its end: it waits, or is being worked at. */
export function isRunning(status: ScanStatus): boolean {
  return RUNNING[status];
}
