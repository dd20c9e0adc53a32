import type { ActorContext } from '@/domain/context';
import { countExported } from '@/domain/findingCounts/service';
import type { Exported } from '@/domain/findings/schema';
import type { FullFinding } from '@/domain/findings/service';
import type { Subject } from '@/domain/scans/service';
import { countOf, exactTime } from '@/lib/format';
import { coverageOf } from './coverage';
import { findingCard } from './findingCard';
import { type Markup, markup } from './markup';
import { noticeOf } from './notice';
import { STYLE, STYLE_POLICY } from './style';
import { summaryOf } from './summary';

/**
 * Writes a report to read and to print, piece by piece. First comes what it can't know, then the numbers, then each
 * finding.
 */
export async function* reportPieces(
  ctx: ActorContext,
  exported: Exported,
  subject: Subject,
  parts: AsyncIterable<FullFinding[]>,
): AsyncGenerator<string> {
  const counts = await countExported(ctx, exported);
  const withRepo = subject.of === 'repos';
  const title = titleOf(subject);
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${STYLE_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><p class="brand">Heimdall</p><h1>${title}</h1><p class="meta">Made ${exactTime(ctx.now)}</p>${filterOf(exported)}</header>
<main>
${noticeOf(subject)}
${summaryOf(counts, withRepo)}
${coverageOf(subject)}
<section><h2>${countOf(counts.total, 'finding')}</h2>
`.html;
  for await (const part of parts) {
    for (const finding of part) yield findingCard(finding, withRepo).html;
  }
  yield markup`${counts.total === 0 ? markup`<p class="muted">No finding meets the filter.</p>` : ''}
</section>
</main>
</body>
</html>
`.html;
}

function titleOf(subject: Subject): string {
  if (subject.of === 'repos') {
    return `Findings in ${countOf(subject.summary.repoCount, 'repository', 'repositories')}`;
  }
  return `${subject.of === 'scan' ? 'Scan of' : 'Findings in'} ${subject.repoName}`;
}

/** Filters that the title has already. */
const IN_TITLE: readonly string[] = ['repoId', 'scanId', 'sort'];

/** Which findings the report has, by the filters of the API. */
function filterOf(exported: Exported): Markup | string {
  const given = Object.entries(exported).filter(
    ([name, value]) => !IN_TITLE.includes(name) && value !== undefined && String(value) !== '',
  );
  if (given.length === 0) return '';
  const terms = given.map(([name, value]) => markup`<dt>${labelOf(name)}</dt><dd>${textOf(value)}</dd>`);
  return markup`<dl class="filter">${terms}</dl>`;
}

function labelOf(name: string): string {
  if (name === 'q') return 'Search';
  const noun = name.endsWith('Id') ? name.slice(0, -2) : name;
  const words = noun.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return [value].flat().map(String).join(', ').replaceAll('_', ' ');
}
