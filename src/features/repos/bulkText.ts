import { countOf, formatCount } from '@/lib/format';
import type { DeletionPreview, Repo } from '@/trpc/types';
import { type ScanObstacle, scanObstacle } from './scanObstacle';

/** As many repositories can be changed at once. */
export const MOST_SELECTED = 100;

export type BulkAction = 'scan' | 'schedule' | 'delete';

type Judged = Pick<Repo, 'name' | 'rights' | 'remote'>;

const SCAN_OBSTACLES: Record<ScanObstacle, string> = {
  viewer: 'your role allows viewing only',
  no_remote: 'it has no remote',
};

/** Why an action skips a repository; undefined if it does not. */
function obstacleTo(action: BulkAction, repo: Judged): string | undefined {
  if (action !== 'scan') return repo.rights.includes('repos:write') ? undefined : 'only its creator may';
  const obstacle = scanObstacle(repo);
  return obstacle && SCAN_OBSTACLES[obstacle];
}

/** Those of the repositories that an action is allowed on. */
export function allowed<Each extends Judged>(action: BulkAction, repos: readonly Each[]): readonly Each[] {
  return repos.filter((repo) => obstacleTo(action, repo) === undefined);
}

/** As many names are listed; more would hide the rest of the page. */
const MOST_NAMED = 5;

/** The skipped repositories by reason: `docs and wiki (only its creator may)`. Undefined if there are none. */
export function skippedText(action: BulkAction, repos: readonly Judged[]): string | undefined {
  const skipped = repos.flatMap((repo) => {
    const reason = obstacleTo(action, repo);
    return reason === undefined ? [] : [{ name: repo.name, reason }];
  });
  return skipped.length > 0 ? byReason(skipped) : undefined;
}

/** `docs and wiki (only its creator may); notes (it has no remote)` */
function byReason(repos: readonly { name: string; reason: string }[]): string {
  const names = new Map<string, string[]>();
  for (const { name, reason } of repos) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].map(([reason, those]) => `${listOfNames(those)} (${reason})`).join('; ');
}

/** The repositories that an action was refused for, with the reasons. */
export type Failures = {
  title: string;
  failures: readonly { id: string; name: string; message: string }[];
};

/** The same in a sentence. */
export function failuresText({ title, failures }: Failures): string {
  const each = failures.map(({ name, message }) => ({ name, reason: message.replace(/\.$/, '') }));
  return `${title}: ${byReason(each)}.`;
}

function listOfNames(names: readonly string[]): string {
  const shown = names.slice(0, names.length > MOST_NAMED ? MOST_NAMED - 1 : MOST_NAMED);
  return inWords(names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown);
}

function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `12 repositories`; one by its name. */
export function aboutRepos(repos: readonly Pick<Repo, 'name'>[]): string {
  const [first, second] = repos;
  return first && !second ? first.name : countOf(repos.length, 'repository', 'repositories');
}

/** What is deleted with a repository: `214 scans and 12,480 findings`. */
export function contentsText({ scans, findings, issues }: Omit<DeletionPreview, 'events'>): string {
  const parts = [countOf(scans, 'scan'), countOf(findings, 'finding')];
  if (issues > 0) parts.push(countOf(issues, 'issue'));
  return inWords(parts);
}

/** The same in a row of a list: `214 scans, 3 issues`. */
export function contentsWords({ scans, findings, issues }: Omit<DeletionPreview, 'events'>): string {
  const parts = [
    scans > 0 ? countOf(scans, 'scan') : '',
    findings > 0 ? countOf(findings, 'finding') : '',
    issues > 0 ? countOf(issues, 'issue') : '',
  ];
  return parts.filter(Boolean).join(', ') || 'Empty';
}

/** `Deleting 3 of 12` */
export function progressWords(action: BulkAction, done: number, total: number): string {
  return `${RUNNING[action]} ${formatCount(done)} of ${formatCount(total)}`;
}

const RUNNING: Record<BulkAction, string> = { scan: 'Queueing', schedule: 'Saving', delete: 'Deleting' };

/** `2 repositories were not deleted` */
export function refusedWords(action: BulkAction, count: number): string {
  const was = count === 1 ? 'was' : 'were';
  if (action === 'scan') return `${countOf(count, 'scan')} ${was} not queued`;
  if (action === 'schedule') return `${countOf(count, 'schedule')} ${was} not saved`;
  return `${countOf(count, 'repository', 'repositories')} ${was} not deleted`;
}
