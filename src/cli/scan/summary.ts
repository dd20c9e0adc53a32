import { LEFT_OUT, LEFT_OUT_WORDS, type LeftOut } from './leftOut';
import type { Report } from './report';
import { counted, megabytes, printable } from './words';

/** Says what was and was not scanned, in a few lines for people. */
export function writeSummary(report: Report): string {
  const { skipped } = report.coverage;
  const harmless = skipped.filter(({ reason }) => !LEFT_OUT[reason]);
  const texts = [lookedAt(report)];
  if (harmless.length > 0) texts.push(`Skipped: ${harmless.map(describeSkip).join(', ')}.`);
  for (const { findings, examples } of report.coverage.suppressed) {
    texts.push(
      `Suppressed by heimdall:allow: ${counted(findings, 'finding')} (${shown(examples, findings)}).`,
    );
  }
  if (report.lessSure > 0) {
    const findings = counted(report.lessSure, 'finding');
    texts.push(`Hidden: ${findings} of less than ${report.minConfidence} confidence (see --min-confidence).`);
  }
  return `${texts.join('\n')}\n`;
}

/** Says plainly that a scan is partial, and why. @returns nothing where it is not */
export function writeShortfalls(report: Report): string {
  const shortfalls = shortfallsOf(report);
  if (shortfalls.length === 0) return '';
  return `Incomplete scan: not everything could be scanned.\n${shortfalls.map((text) => `- ${printable(text)}\n`).join('')}`;
}

/** What makes a scan partial, a sentence each. */
export function shortfallsOf({ coverage }: Report): string[] {
  const skips = coverage.skipped
    .filter(({ reason }) => LEFT_OUT[reason])
    .map(({ examples, ...skip }) => `${describeSkip(skip)}: ${shown(examples, skip.files)}.`);
  return [...coverage.limitsHit, ...skips];
}

function lookedAt({ coverage, history }: Report): string {
  const { filesScanned, bytesScanned, engines } = coverage;
  const rules = engines.reduce((sum, engine) => sum + engine.rules, 0);
  const files = `${counted(filesScanned, 'file')} (${megabytes(bytesScanned)})`;
  const { commitsWalked, bytesAdded } = coverage.history;
  const commits = `${counted(commitsWalked, 'commit')} (${megabytes(bytesAdded)} of added lines)`;
  return `Scanned ${files}${history === 'none' ? '' : ` and ${commits}`} by ${counted(rules, 'rule')}.`;
}

function describeSkip({ reason, files }: { reason: LeftOut; files: number }): string {
  return counted(files, ...LEFT_OUT_WORDS[reason]);
}

function shown(examples: readonly string[], all: number): string {
  const rest = all - examples.length;
  return examples.map(printable).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
