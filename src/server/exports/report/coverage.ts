import type { Coverage } from '@/domain/scans/schema';
import type { Subject } from '@/domain/scans/service';
import { formatBytes } from '@/lib/amounts';
import { countOf, exactTime, formatCount } from '@/lib/format';
import type { Scanned } from '../shortfalls';
import { type Markup, markup } from './markup';

/** What was scanned, and what was not. */
export function coverageOf(subject: Subject): Markup | string {
  if (subject.of !== 'repos') return subject.scanned === null ? '' : scanCoverage(subject.scanned);
  const { repoCount, neverScanned, partial, scannedSince } = subject.summary;
  const facts: [string, string][] = [
    ['Repositories', formatCount(repoCount)],
    ['Scanned completely', formatCount(repoCount - neverScanned - partial)],
    ['Oldest of their last scans', scannedSince === null ? 'None' : exactTime(scannedSince)],
  ];
  return section(facts, '');
}

function scanCoverage({ scan, coverage }: Scanned): Markup {
  const { filesScanned, bytesScanned, history } = coverage;
  const commits = history.commitsWalked + history.commitsKnown;
  const facts: [string, string][] = [
    ['Scanned', exactTime(scan.completedAt ?? scan.createdAt)],
    ['Commit', scan.commitSha ?? 'Unknown'],
    ['Files', `${formatCount(filesScanned)}, ${formatBytes(bytesScanned)}`],
    [
      'History',
      `${countOf(commits, 'commit')} of ${history.scope === 'all' ? 'all branches' : 'the branch'}`,
    ],
    ['Packages', packagesText(coverage)],
    ['Rules', coverage.engines.map(({ name, rules }) => `${formatCount(rules)} of ${name}`).join(', ')],
  ];
  return section(facts, skippedTable(coverage));
}

/** Empty where the files name no packages. */
function packagesText({ packages }: Coverage): string {
  return packages ? `${formatCount(packages.checked)} of ${formatCount(packages.count)} checked` : '';
}

function skippedTable({ skipped }: Coverage): Markup | string {
  if (skipped.length === 0) return markup`<p class="muted">No file was skipped.</p>`;
  const rows = skipped.map(
    ({ reason, files, bytes, cutsShort, examples }) =>
      markup`<tr><td class="reason">${reason.replaceAll('_', ' ')}</td><td class="number">${formatCount(files)}</td>
<td class="number optional">${formatBytes(bytes)}</td><td>${cutsShort ? 'Yes' : 'No'}</td><td><code>${examples.join(', ')}</code></td></tr>`,
  );
  return markup`<table><caption>Not scanned</caption><thead><tr><th scope="col">Reason</th><th scope="col">Files</th>
<th scope="col" class="optional">Size</th><th scope="col">Makes it partial</th><th scope="col">Such as</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function section(facts: readonly [string, string][], more: Markup | string): Markup {
  const terms = facts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`);
  return markup`<section><h2>Coverage</h2><dl class="facts">${terms}</dl>${more}</section>`;
}
