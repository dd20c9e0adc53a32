import type { FullFinding } from '@/domain/findings/service';
import { countOf, dayOf, shortSha } from '@/lib/format';
import { type Markup, markup } from './markup';
import { SEVERITY_WORDS, STATUS_WORDS } from './words';

/** A finding with its code, why it is one, and how to fix it. */
export function findingCard(finding: FullFinding, withRepo: boolean): Markup {
  const { severity, title, filePath, lineStart, description, evidence } = finding;
  return markup`<article>
<h3><span class="${severity}">${SEVERITY_WORDS[severity]}</span>${title}</h3>
<p class="where"><code>${filePath}:${lineStart}</code>${withRepo ? ` in ${finding.repoName}` : ''}</p>
<p class="meta">${factsOf(finding).join(' · ')}</p>
${decisionOf(finding)}${description === null ? '' : markup`<p>${description}</p>`}
${codeOf(finding)}${listOf('Why it is a finding', evidence.map(textItem))}${flowsOf(finding)}
${fixOf(finding)}</article>
`;
}

function factsOf(finding: FullFinding): string[] {
  const { status, confidence, inTree, commitSha, introducedBy, occurrences, cweId, cveId, tool } = finding;
  const commit = commitSha === null ? [] : [`introduced in ${shortSha(commitSha)}`];
  return [
    STATUS_WORDS[status],
    `${confidence} confidence`,
    ...(inTree ? [] : ['only in the history']),
    ...(finding.fileRole === 'product' ? [] : [`in ${finding.fileRole} code`]),
    ...(occurrences > 1 ? [`in ${countOf(occurrences, 'place')}`] : []),
    `rule ${finding.ruleId}`,
    ...[cweId, cveId].flatMap((id) => id ?? []),
    ...commit.map((text) => (introducedBy === null ? text : `${text} by ${introducedBy}`)),
    `first seen ${dayOf(finding.firstSeenAt)}`,
    ...(finding.assigneeEmail === null ? [] : [`assigned to ${finding.assigneeEmail}`]),
    ...(tool === null ? [] : [`reported by ${tool}`]),
  ];
}

/** Why a user has dismissed it, and until when. */
function decisionOf({ status, statusReason, statusUntil }: FullFinding): Markup | string {
  if (statusReason === null) return '';
  const until = statusUntil === null ? '' : ` Until ${dayOf(statusUntil)}.`;
  return markup`<p>${STATUS_WORDS[status]}: ${statusReason}${until}</p>`;
}

function codeOf({ codeSnippet, snippetLine, lineStart, lineEnd }: FullFinding): Markup | string {
  if (codeSnippet === null || codeSnippet === '') return '';
  const lines = codeSnippet.replaceAll('\r', '').split('\n');
  const first = snippetLine ?? lineStart;
  const last = lineEnd ?? lineStart;
  // The snippet of a secret on many lines holds only the first and the last of them.
  const isWhole = last - first < lines.length;
  const rows = lines.map((text, at) => {
    const line = first + at;
    const own = isWhole && line >= lineStart && line <= last ? 'own' : '';
    return markup`<span class="${own}" data-line="${isWhole ? line : ''}">${text === '' ? ' ' : text}</span>`;
  });
  return markup`<pre>${rows}</pre>`;
}

function flowsOf({ flows, relatedLocations }: FullFinding): Markup[] {
  const steps = (places: FullFinding['relatedLocations']) =>
    places.map(
      ({ filePath, line, message }) =>
        markup`<li><code>${filePath}:${line}</code>${message === '' ? '' : ` ${message}`}</li>`,
    );
  return [
    ...flows.map((flow, at) =>
      orderedOf(flows.length > 1 ? `Data flow ${at + 1}` : 'Data flow', steps(flow)),
    ),
    listOf('Related places', steps(relatedLocations)),
  ];
}

function fixOf({ fixSummary, references }: FullFinding): Markup[] {
  const steps = (fixSummary ?? '').split('\n').filter((line) => line.trim() !== '');
  return [orderedOf('How to fix it', steps.map(textItem)), listOf('References', references.map(linkItem))];
}

function textItem(text: string): Markup {
  return markup`<li>${text}</li>`;
}

/** Other schemes than these could run something. */
function linkItem(url: string): Markup {
  if (!/^https?:\/\//i.test(url)) return textItem(url);
  return markup`<li><a href="${url}" rel="noreferrer">${url}</a></li>`;
}

const EMPTY: Markup = { html: '' };

function listOf(heading: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? EMPTY : markup`<h4>${heading}</h4><ul>${items}</ul>`;
}

function orderedOf(heading: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? EMPTY : markup`<h4>${heading}</h4><ol>${items}</ol>`;
}
