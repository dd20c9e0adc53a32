import type { Coverage, Scan } from '@/domain/scans/schema';
import { countOf } from '@/lib/format';

export type Scanned = { scan: Scan; coverage: Coverage };

/** Why a scan failed, or what it has not scanned, one sentence each. */
export function shortfallsOf({ scan: { errorMessage }, coverage }: Scanned): string[] {
  const partial = coverage.skipped.filter(({ cutsShort }) => cutsShort);
  return [
    ...(errorMessage === null ? [] : [errorMessage]),
    ...coverage.limitsHit,
    ...partial.map(
      ({ reason, files }) => `${countOf(files, 'file')} not scanned: ${reason.replaceAll('_', ' ')}.`,
    ),
  ];
}
