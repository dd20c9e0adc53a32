import { formatBytes } from '@/lib/amounts';
import { formatDuration } from '@/lib/duration';
import type { ScanStage } from '@/trpc/types';
import { workOf } from './scanMessages';

/** How far a stage had come at a moment, in milliseconds of the reader's clock. */
export type Step = {
  readonly at: number;
  readonly stage: string;
  readonly done: number | undefined;
  readonly bytes: number | undefined;
};

/** Steps of the last seconds decide, so that a pause or a burst shows soon. */
const WINDOW_MS = 20_000;
/** Over a shorter time, a rate would only jump. */
const LEAST_MS = 2_000;
/** A longer time left can't be foreseen. */
const LONGEST_MS = 24 * 3_600_000;

/** The step of a stage at a moment. */
export function stepOf({ name, numbers }: Pick<ScanStage, 'name' | 'numbers'>, at: number): Step {
  const { bytesDone, bytesReceived, deltasDone } = numbers;
  // Completing objects is counted anew.
  const stage = deltasDone === undefined ? name : `${name} deltas`;
  return { at, stage, done: workOf({ numbers }).done, bytes: bytesDone ?? bytesReceived };
}

/** Adds a step, and drops those of another stage and those that are too old. */
export function withStep(steps: readonly Step[], next: Step): Step[] {
  return [...steps.filter(({ at, stage }) => stage === next.stage && next.at - at <= WINDOW_MS), next];
}

/** Tenths of a second would only flicker. */
function timeText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.ceil(milliseconds / 1_000)} s` : formatDuration(milliseconds);
}

/** Rate and time left, such as `2.1 MB/s, about 40 s left`; empty as long as neither is known. */
export function rateOf(steps: readonly Step[]): string {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || last.at - first.at < LEAST_MS) return '';
  const elapsed = last.at - first.at;
  const bytes = (last.bytes ?? 0) - (first.bytes ?? 0);
  const share = (last.done ?? 0) - (first.done ?? 0);
  const left = share > 0 ? ((1 - (last.done ?? 0)) / share) * elapsed : Number.POSITIVE_INFINITY;
  const parts = [
    bytes > 0 ? `${formatBytes((bytes / elapsed) * 1000)}/s` : '',
    left > 0 && left < LONGEST_MS ? `about ${timeText(left)} left` : '',
  ];
  return parts.filter(Boolean).join(', ');
}
