import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { FindingRow } from '@/trpc/types';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { STATUS_STYLES } from './findingStyles';

type Row = Pick<
  FindingRow,
  'id' | 'severity' | 'status' | 'title' | 'filePath' | 'lineStart' | 'repoName' | 'occurrences' | 'inTree'
>;

/** Findings as a list in Markdown, with links. @param origin of this installation, such as `https://heimdall.example` */
export function findingsMarkdown(rows: readonly Row[], origin: string): string {
  return rows.map((row) => `${lineOf(row, origin)}\n`).join('');
}

function lineOf(row: Row, origin: string): string {
  const { id, severity, status, title, filePath, lineStart, repoName, occurrences, inTree } = row;
  const facts = [
    ...(occurrences > 1 ? [countOf(occurrences, 'place')] : []),
    ...(inTree ? [] : ['history only']),
    ...(status === 'open' ? [] : [STATUS_STYLES[status].word.toLowerCase()]),
  ];
  const link = `[${plain(title)}](${origin}${paths.finding(id)})`;
  const place = `${codeOf(`${filePath}:${lineStart}`)} in ${plain(repoName)}`;
  const more = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  return `- **${SEVERITY_STYLES[severity].word}** ${link}: ${place}${more}`;
}

/** Text without any effect in Markdown or HTML. Source: CommonMark, section 2.4. */
function plain(text: string): string {
  return visible(text).replace(/[\\`*_[\]<>|~&#!]/g, '\\$&');
}

/** A span of code, whose marks are longer than any in it. Source: CommonMark, section 6.1. */
function codeOf(text: string): string {
  const runs = visible(text).match(/`+/g) ?? [];
  const mark = '`'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)));
  return runs.length > 0 ? `${mark} ${visible(text)} ${mark}` : `${mark}${visible(text)}${mark}`;
}

/** A line break would end the item, and an invisible character could hide or reverse text. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
