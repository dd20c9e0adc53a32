import { SEVERITIES, type Severity } from '@/engines/engine';
import { filePage } from '@/lib/hostPages';
import type { ApiProvider, HostIssueState } from '@/providers/provider';
import { code, link, plainTitle, prose } from '../markdown';

/** `pending`: to be opened. `not_planned`: a person has closed it at its host, although its findings are there. */
export const ISSUE_STATES = ['pending', 'open', 'closed', 'not_planned'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

/** How many issues a scan opens. One more says how many groups are left. */
export const MOST_ISSUES = 20;

/** The severities at or above a threshold. */
export function severitiesFrom(threshold: Severity): Severity[] {
  return SEVERITIES.slice(0, SEVERITIES.indexOf(threshold) + 1);
}

/** The label of all issues, where the token may set it. */
export const LABEL = 'heimdall';

/** How many ids of an issue's findings are listed. */
export const MOST_IDS = 100;

const MARKER = /^<!-- heimdall:group:([0-9a-f-]{36}) -->/;

/** The first line of a body, which no page shows. By it an issue is found that was opened, but not recorded. */
export function markerOf(groupId: string): string {
  return `<!-- heimdall:group:${groupId} -->`;
}

/** Texts of repositories are never on the first line, so they can't imitate a marker. */
export function groupIn(body: string): string | undefined {
  return MARKER.exec(body)?.[1];
}

/** What to do about an issue that is open or was, and the state that it has then. */
export type Step = { readonly to: IssueState; readonly send?: 'close' | 'reopen' };

/**
 * Compares an issue with its host's, which is undefined if that lists no such issue.
 * @param isPresent whether any finding of its group is open or confirmed
 */
export function nextStep(state: IssueState, host: HostIssueState | undefined, isPresent: boolean): Step {
  const now = host ?? (state === 'pending' ? 'open' : state);
  if (!isPresent) return now === 'open' ? { to: 'closed', send: 'close' } : { to: 'closed' };
  if (now === 'open') return { to: 'open' };
  // Closed as done, but it is there; or it was fixed, and has come back.
  if (now === 'closed' || state === 'closed') return { to: 'open', send: 'reopen' };
  return { to: 'not_planned' };
}

/** Seconds until a host that gave no answer is asked again: more after each failure. */
export function waitAfter(failures: number): number {
  return Math.min(60 * 2 ** failures, 3600);
}

/** Seconds until a host is asked again whose answer only a person can change. */
export const WAIT_FOR_PERSON = 15 * 60;

const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** A finding, as far as an issue says it. Its code is no part of that, as it has the secret. */
export type IssueFinding = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly ruleId: string;
  readonly filePath: string;
  readonly lineStart: number;
  readonly commitSha: string | null;
  readonly fixSummary: string | null;
};

/** Where an issue is opened, and where its findings are shown. */
export type Setting = {
  readonly provider: ApiProvider;
  /** The page of the repository at its host. */
  readonly url: string;
  /** Where users reach Heimdall. */
  readonly publicUrl: string;
  readonly repoId: string;
};

/** How many places of its findings an issue names. */
const MOST_PLACES = 10;
const MOST_TITLE = 200;

export type Text = { readonly title: string; readonly body: string };

/** The issue of a group. @param findings those to work on first; @param count how many there are */
export function textOf(
  setting: Setting,
  groupId: string,
  { findings, count }: { findings: readonly [IssueFinding, ...IssueFinding[]]; count: number },
): Text {
  const [first] = findings;
  const severity = SEVERITY_WORDS[first.severity];
  const where = first.filePath.split('/').at(-1) ?? first.filePath;
  const places = findings.slice(0, MOST_PLACES).map((finding) => `- ${placeOf(setting, finding)}`);
  if (count > places.length) places.push(`- and ${count - places.length} more`);
  const steps = (first.fixSummary ?? '').split('\n').filter((step) => step.trim() !== '');
  const page = `${setting.publicUrl}/findings/${first.id}`;
  return {
    title: plainTitle(`${severity}: ${first.title} in ${where}`, MOST_TITLE),
    body: [
      markerOf(groupId),
      `**${prose(first.title)}**: severity ${severity.toLowerCase()}, rule ${code(first.ruleId)}.`,
      places.join('\n'),
      ...(steps.length > 0 ? ['### How to fix it', steps.map((step) => `- ${prose(step)}`).join('\n')] : []),
      `${link('The finding in Heimdall', page)} has its history. ${FOOTER}`,
    ].join('\n\n'),
  };
}

const FOOTER = 'Heimdall closes this issue when a scan no longer finds it.';

function placeOf(setting: Setting, { filePath, lineStart, commitSha }: IssueFinding): string {
  const shown = code(`${filePath}:${lineStart}`);
  if (commitSha === null) return shown;
  const page = filePage(setting.provider, setting.url, { sha: commitSha, path: filePath, line: lineStart });
  return link(shown, page);
}

/** The issue that stands for all groups that have none yet. */
export function summaryOf({ publicUrl, repoId }: Setting, more: number): Text {
  const what = more === 1 ? 'finding' : 'findings';
  return {
    title: `Heimdall: and ${more} more ${what}`,
    body: [
      markerOf(repoId),
      `Heimdall opens at most ${MOST_ISSUES} issues after a scan. ${more} more ${what} at or above the threshold wait for the next scans.`,
      `${link('All findings in Heimdall', `${publicUrl}/repos/${repoId}`)}`,
    ].join('\n\n'),
  };
}

/** What is said when the state of an issue changes. */
export const COMMENTS = {
  close: 'All findings of this issue are fixed or dismissed in Heimdall, so it is closed.',
  reopen: 'A scan has found this again, so the issue is open again.',
} as const satisfies Record<NonNullable<Step['send']>, string>;
