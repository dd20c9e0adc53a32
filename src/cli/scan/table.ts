import { styleText } from 'node:util';
import { SEVERITIES, type Severity } from '@/engines/engine';
import type { Located } from '@/scan/located';
import type { Report } from './report';
import { counted, printable } from './words';

const HEADINGS = ['SEVERITY', 'CONFIDENCE', 'LOCATION', 'SECRET'] as const;
const COLOURS = { critical: 'magenta', high: 'red', medium: 'yellow', low: 'blue' } as const;
const SHORT_SHA = 10;
const PARTIAL = 'Incomplete scan: not everything could be scanned.';

/** Formats a report for people: one line for each finding, then how to fix each kind. */
export function writeTable(report: Report, hasColours: boolean): string {
  const { findings, complete } = report;
  const warning = complete ? [] : [PARTIAL];
  if (findings.length === 0) {
    return lines([complete ? 'No secrets found.' : 'No secrets found in what was scanned.', ...warning]);
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

function rowOf({ severity, confidence, filePath, lineStart, title, inTree, history }: Located): string[] {
  const since =
    history === null
      ? ''
      : ` (${inTree ? 'since' : 'only in history, since'} ${history.commitSha.slice(0, SHORT_SHA)})`;
  return [severity, confidence, `${printable(filePath)}:${lineStart}`, `${title}${since}`];
}

const MOST_STEPS = 10;

/** How to revoke each kind of secret, each kind once. */
function stepsFor(findings: readonly Located[]): string[] {
  const kinds = [...new Map(findings.map((finding) => [finding.ruleId, finding])).values()];
  const rest = kinds.length - MOST_STEPS;
  const steps = kinds
    .slice(0, MOST_STEPS)
    .flatMap(({ ruleName, fixSummary, references }) => [
      `${ruleName}: ${fixSummary.split('\n')[0]}`,
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
