import { ALL_SKIP_REASONS, type SkipReason } from '@/scan/coverage';
import type { Report } from './report';
import { counted, megabytes, printable } from './words';

/** How the summary names files that were skipped for a reason. */
const SKIP_NAMES: Readonly<Record<SkipReason, readonly [one: string, several: string]>> = {
  binary: ['binary file', 'binary files'],
  archive: ['archive', 'archives'],
  empty: ['empty file', 'empty files'],
  symlink: ['symbolic link', 'symbolic links'],
  submodule: ['submodule', 'submodules'],
  lfs_pointer: ['Git LFS pointer', 'Git LFS pointers'],
  ignored: ['file named in .heimdallignore', 'files named in .heimdallignore'],
  git_ignored: [
    'path ignored by Git (see --include-ignored)',
    'paths ignored by Git (see --include-ignored)',
  ],
  special: ['socket, pipe or device', 'sockets, pipes or devices'],
  too_large: ['file that is too large', 'files that are too large'],
  missing: ['file that is gone', 'files that are gone'],
  unreadable: ['path that could not be read', 'paths that could not be read'],
  engine_fault: ['file that the engine failed on', 'files that the engine failed on'],
  time_limit: ['file that was not scanned in time', 'files that were not scanned in time'],
  file_limit: ['file beyond the limit', 'files beyond the limit'],
};

/** Summarizes in a few lines what was scanned, skipped, suppressed and hidden. */
export function writeSummary(report: Report): string {
  const { skipped } = report.coverage;
  const harmless = skipped.filter(({ reason }) => !ALL_SKIP_REASONS[reason]);
  const texts = [scannedLine(report)];
  if (harmless.length > 0) texts.push(`Skipped: ${harmless.map(describeSkip).join(', ')}.`);
  for (const { findings, examples } of report.coverage.suppressed) {
    texts.push(
      `Suppressed by heimdall:allow: ${counted(findings, 'finding')} (${shown(examples, findings)}).`,
    );
  }
  if (report.hidden > 0) {
    const findings = counted(report.hidden, 'finding');
    texts.push(`Hidden: ${findings} of less than ${report.minConfidence} confidence (see --min-confidence).`);
  }
  return `${texts.join('\n')}\n`;
}

/**
 * Lists why a scan is partial.
 * @returns an empty text if it is complete
 */
export function writeShortfalls(report: Report): string {
  const shortfalls = shortfallsOf(report);
  if (shortfalls.length === 0) return '';
  return `Incomplete scan: not everything could be scanned.\n${shortfalls.map((text) => `- ${printable(text)}\n`).join('')}`;
}

/** The reasons why a scan is partial, one sentence each. */
export function shortfallsOf({ coverage }: Report): string[] {
  const skips = coverage.skipped
    .filter(({ reason }) => ALL_SKIP_REASONS[reason])
    .map(({ examples, ...skip }) => `${describeSkip(skip)}: ${shown(examples, skip.files)}.`);
  return [...coverage.limitsHit, ...skips];
}

function scannedLine({ coverage, history }: Report): string {
  const { filesScanned, bytesScanned, engines } = coverage;
  const rules = engines.reduce((sum, engine) => sum + engine.rules, 0);
  const files = `${counted(filesScanned, 'file')} (${megabytes(bytesScanned)})`;
  const { commitsWalked, bytesAdded } = coverage.history;
  const commits = `${counted(commitsWalked, 'commit')} (${megabytes(bytesAdded)} of added lines)`;
  return `Scanned ${files}${history === 'none' ? '' : ` and ${commits}`} by ${counted(rules, 'rule')}.`;
}

function describeSkip({ reason, files }: { reason: SkipReason; files: number }): string {
  return counted(files, ...SKIP_NAMES[reason]);
}

function shown(examples: readonly string[], all: number): string {
  const rest = all - examples.length;
  return examples.map(printable).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
