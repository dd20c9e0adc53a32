import { type Detection, MAX_PER_FILE } from '@/engines/engine';
import type { CoverageGaps } from './coverage';

/** Whether a file holds so many secrets that not all of them become findings. */
export function isDump(detections: readonly Detection[]): boolean {
  return detections.length > MAX_PER_FILE;
}

/** @returns the secrets of one file that become findings; the coverage records if there are more */
export function capDetections(
  detections: readonly Detection[],
  path: string,
  coverage: CoverageGaps,
): readonly Detection[] {
  if (!isDump(detections)) return detections;
  coverage.addLimit(
    `${path} holds more than ${MAX_PER_FILE} secrets; the first of them are reported. Revoke them all.`,
  );
  return detections.slice(0, MAX_PER_FILE);
}
