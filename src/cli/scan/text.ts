import { styleText } from 'node:util';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { ALL_SKIP_REASONS, type SkipReason } from '@/scan/coverage';
import { EXCEPTION_FILE } from '@/scan/exceptions/exceptionFile';
import type { Located } from '@/scan/located';
import type { Report } from './report';

const HEADINGS = ['SEVERITY', 'CONFIDENCE', 'LOCATION', 'FINDING'] as const;
const COLOURS = { critical: 'magenta', high: 'red', medium: 'yellow', low: 'blue' } as const;
const SHORT_SHA = 10;
const PARTIAL = 'Incomplete scan: not everything could be scanned.';

/** Formats a report for people: one line for each finding, then how to fix each kind. */
export function writeTable(report: Report, hasColours: boolean): string {
  const { findings, complete } = report;
  const warning = complete ? [] : [PARTIAL];
  if (findings.length === 0) {
    const nothing = complete ? 'Nothing found.' : 'Nothing found in what was scanned.';
    return lines([nothing, ...uncheckedLines(report.coverage), ...warning]);
  }
  const paint = (text: string, severity: Severity) =>
    hasColours ? styleText(COLOURS[severity], text, { validateStream: false }) : text;
  const rows = findings.map(rowOf);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ');
  const body = findings.map((finding, index) => {
    const [severity = '', ...rest] = rows[index] ?? [];
    return line([severity, ...rest]).replace(severity, paint(severity, finding.severity));
  });
  return lines([line(HEADINGS), ...body, '', ...stepsFor(findings), '', totalOf(findings), ...warning]);
}

/** Packages that were not checked must not pass for packages without vulnerabilities. */
function uncheckedLines({ packages }: Report['coverage']): string[] {
  if (packages === null || packages.checked === packages.count) return [];
  const { count, checked } = packages;
  return [`Not checked for known vulnerabilities: ${counted(count - checked, 'package')}.`];
}

function rowOf({ severity, confidence, filePath, lineStart, title, inTree, history }: Located): string[] {
  const since =
    history === null
      ? ''
      : ` (${inTree ? 'since' : 'only in history, since'} ${history.commitSha.slice(0, SHORT_SHA)})`;
  return [severity, confidence, `${printable(filePath)}:${lineStart}`, `${printable(title)}${since}`];
}

const MOST_STEPS = 10;

/** How to fix each kind of finding, each kind once. What one upgrade fixes is a kind of its own. */
function stepsFor(findings: readonly Located[]): string[] {
  const kindOf = ({ ruleId, groupId, details }: Located) => (details?.vulnerability ? groupId : ruleId);
  const kinds = [...new Map(findings.map((finding) => [kindOf(finding), finding])).values()];
  const rest = kinds.length - MOST_STEPS;
  const steps = kinds
    .slice(0, MOST_STEPS)
    .flatMap(({ ruleName, fixSummary, references, details }) => [
      `${printable(details?.vulnerability?.package.name ?? ruleName)}: ${printable(fixSummary.split('\n')[0] ?? '')}`,
      ...references.slice(0, 1).map((url) => `  ${url}`),
    ]);
  return rest > 0 ? [...steps, `${counted(rest, 'more kind')}: see --format json for what to do.`] : steps;
}

function totalOf(findings: readonly Located[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${counted(findings.length, 'finding')}: ${parts.join(', ')}.`;
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

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
  for (const { by, findings, examples } of report.coverage.suppressed) {
    const what = by === 'comment' ? 'heimdall:allow' : EXCEPTION_FILE;
    texts.push(`Suppressed by ${what}: ${counted(findings, 'finding')} (${shown(examples, findings)}).`);
  }
  if (report.hidden > 0) {
    const findings = counted(report.hidden, 'finding');
    texts.push(`Hidden: ${findings} of less than ${report.minConfidence} confidence (see --min-confidence).`);
  }
  texts.push(...packageLines(report.coverage), ...report.coverage.notes.map(printable));
  return `${texts.join('\n')}\n`;
}

/** How many packages were compared, with what, and of what age. */
function packageLines({ packages }: Report['coverage']): string[] {
  if (packages === null || packages.advisories.length === 0) return [];
  const { count, checked, advisories } = packages;
  const data = advisories.map(({ ecosystem, updatedAt }) => `${ecosystem} of ${updatedAt.slice(0, 10)}`);
  return [`Checked ${decimal(checked)} of ${counted(count, 'package')} by advisories: ${data.join(', ')}.`];
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

/** Formats a whole number with separators. */
export function decimal(value: number): string {
  return value.toLocaleString('en');
}

/** Formats a size in MB of a million bytes, or in kB if it is small. */
export function megabytes(bytes: number): string {
  const isSmall = bytes < 100_000;
  const value = (bytes / (isSmall ? 1e3 : 1e6)).toLocaleString('en', { maximumFractionDigits: 1 });
  return `${value} ${isSmall ? 'kB' : 'MB'}`;
}

/** A number with the fitting form of a noun. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${decimal(value)} ${value === 1 ? one : several}`;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Escapes text from a repository for a terminal: control characters and changes of the writing direction. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}
