import { isOver, stateOf } from '@/domain/scans/rules';
import { formatBytes } from '@/lib/amounts';
import { countOf, formatCount } from '@/lib/format';
import type { Coverage, Scan, ScanStage } from '@/trpc/types';
import { STAGE_WORDS, skipWords } from './scanStyles';

/** The progress of a stage: a share from 0 to 1 if the total is known, and a text. */
export type Work = { done: number | undefined; text: string };

/** Describes the numbers of a stage. */
export function workOf({ numbers }: Pick<ScanStage, 'numbers'>): Work {
  const { filesDone, filesTotal, bytesDone, bytesTotal, commitsDone, commitsTotal } = numbers;
  const { historyBytes, bytesReceived, objectsDone, objectsTotal, deltasDone, deltasTotal, results } =
    numbers;
  const isReceived = deltasDone !== undefined;
  const parts = [
    partOf(filesDone, filesTotal, formatCount, ' files'),
    partOf(commitsDone, commitsTotal, formatCount, ' commits'),
    partOf(bytesDone, bytesTotal, formatBytes, ''),
    partOf(historyBytes, undefined, formatBytes, ' of lines'),
    results === undefined ? '' : countOf(results, 'result'),
    bytesReceived === undefined ? '' : `${formatBytes(bytesReceived)} received`,
    isReceived
      ? partOf(deltasDone, deltasTotal, formatCount, ' objects completed')
      : partOf(objectsDone, objectsTotal, formatCount, ' objects'),
  ];
  const done =
    shareOf(bytesDone, bytesTotal) ??
    shareOf(commitsDone, commitsTotal) ??
    shareOf(filesDone, filesTotal) ??
    shareOf(deltasDone, deltasTotal) ??
    shareOf(objectsDone, objectsTotal);
  return { done, text: parts.filter(Boolean).join(', ') };
}

function partOf(
  done: number | undefined,
  total: number | undefined,
  format: (amount: number) => string,
  unit: string,
): string {
  if (done === undefined) return '';
  return total === undefined ? `${format(done)}${unit}` : `${format(done)} of ${format(total)}${unit}`;
}

function shareOf(done: number | undefined, total: number | undefined): number | undefined {
  return done === undefined || !total ? undefined : Math.min(done / total, 1);
}

/** The result of a completed scan in one sentence. */
export function outcomeOf(scan: Scan, { filesScanned, history }: Coverage): string {
  const known = Math.max(scan.findingCount - scan.newCount, 0);
  const changes = `${formatCount(scan.newCount)} new, ${formatCount(known)} known, ${formatCount(scan.fixedCount)} fixed`;
  if (scan.scanType === 'import') return `${changes}, ${stateOf(scan)}.`;
  const commits = countOf(history.commitsWalked + history.commitsKnown, 'commit');
  return `${changes} in ${countOf(filesScanned, 'file')} and ${commits}, ${stateOf(scan)}.`;
}

/** The reasons why a scan is partial, one sentence each. */
export function reasonsOf({ limitsHit, skipped }: Coverage): string[] {
  const left = skipped
    .filter(({ cutsShort }) => cutsShort)
    .map(({ reason, files }) => `${countOf(files, 'file')} not scanned: ${lowerFirst(skipWords(reason))}.`);
  return [...limitsHit, ...left];
}

/** How much a scan covered, in words. Of several reasons for a partial one, the first is given. */
export function coverageMessage(coverage: Coverage, isComplete: boolean): string {
  const { filesScanned, history, packages } = coverage;
  if (isComplete) {
    const commits = countOf(history.commitsWalked + history.commitsKnown, 'commit');
    const amount = `${countOf(filesScanned, 'file')} and ${commits}`;
    const unchecked = packages ? packages.count - packages.checked : 0;
    return unchecked === 0
      ? `Everything was scanned: ${amount}.`
      : `All files were scanned: ${amount}. ${countOf(unchecked, 'package')} not checked.`;
  }
  const [first, ...others] = reasonsOf(coverage);
  if (first === undefined) return 'Not everything was scanned.';
  return others.length === 0 ? first : `${first} And ${countOf(others.length, 'more reason')}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The text for screen readers while a scan runs: its stage and its end, not every step. */
export function announcementOf(scan: Scan, stages: readonly ScanStage[]): string {
  if (isOver(scan.status)) return `The scan is over: ${stateOf(scan)}.`;
  const running = stages.find(({ status }) => status === 'running');
  return running ? `${STAGE_WORDS[running.name]} is running.` : 'The scan is queued.';
}
