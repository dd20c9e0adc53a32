import { formatBytes } from '@/lib/amounts';
import { countOf, formatCount } from '@/lib/format';
import type { Sending } from '@/lib/sendFile';
import type { Coverage, Scan } from '@/trpc/types';
import { MOST_BYTES } from './sendResults';

/** Why files can't be imported; undefined if one can be. */
export function obstacleTo(files: readonly File[]): string | undefined {
  const [file, ...others] = files;
  if (!file) return 'That is not a file.';
  if (others.length > 0) return 'Import one file at a time.';
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size <= MOST_BYTES) return undefined;
  return `${file.name} has ${formatBytes(file.size)}. At most 100 MiB can be uploaded: pack it by gzip.`;
}

/** How much of a file is sent, in words. */
export function sendingText({ sent, total }: Sending): string {
  if (sent < total) return `${formatBytes(sent)} of ${formatBytes(total)} sent`;
  return `${formatBytes(total)} sent. The server checks it.`;
}

/** What a completed import has changed, in one sentence. */
export function outcomeOf({ newCount, findingCount, fixedCount }: Scan, refused: number): string {
  const known = Math.max(findingCount - newCount, 0);
  const parts = [
    `${formatCount(newCount)} new`,
    `${formatCount(known)} known`,
    `${formatCount(fixedCount)} fixed`,
  ];
  return [...parts, ...(refused > 0 ? [`${formatCount(refused)} refused`] : [])].join(', ');
}

/** A reason why a document was not imported completely, with its place as a JSON pointer if it has one. */
export type Refused = { pointer: string | undefined; what: string };

export function refusedOf({ limitsHit }: Pick<Coverage, 'limitsHit'>): Refused[] {
  return limitsHit.map((limit) => {
    const [, pointer, what] = /^(\/\S{1,2000}) (.{1,2000})$/.exec(limit) ?? [];
    return { pointer, what: what ?? limit };
  });
}

/** How far a running import is. */
export function progressText(numbers: Readonly<Record<string, number>>): string {
  const { results } = numbers;
  return results === undefined ? 'Waiting for a worker' : `${countOf(results, 'result')} imported`;
}
