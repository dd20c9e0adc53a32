import type { ActorContext } from '../context';
import { invalidInput, notFound } from '../errors';
import type { ById } from '../fields';
import { lockLiveRepo } from '../repos/lifecycle';
import { requireRepo } from '../repos/service';
import { DEFAULT_TIME_ZONE, isTimeZone, judgeCron, nextTime } from './rules';
import type { Schedule, SetScheduleInput } from './schema';
import * as store from './store';

const OFF: Schedule = { kind: 'off', cron: null, timeZone: DEFAULT_TIME_ZONE, nextAt: null };

/**
 * How often a repo is scanned by itself, and when next.
 * @throws DomainError missing_scope; not_found, no_access of the repo
 */
export async function getSchedule({ db, actor }: ActorContext, { id }: ById): Promise<Schedule> {
  const repo = await requireRepo(db, actor, id, 'repos:read');
  return present(await store.findSchedule(db, repo.id));
}

function present(row: store.Row | undefined): Schedule {
  if (!row) return OFF;
  const { repoId: _, ...schedule } = row;
  return schedule;
}

/**
 * Sets how often a repo is scanned by itself. Only its creator may.
 * @throws DomainError missing_scope; not_found, no_access; invalid_input for an unknown time zone, and an
 *   invalid or too frequent cron expression
 */
export async function setSchedule(
  { db, actor, now }: ActorContext,
  { id, ...input }: SetScheduleInput,
): Promise<Schedule> {
  const repo = await requireRepo(db, actor, id, 'repos:write');
  const row = rowOf(repo.id, input, now);
  await db.$transaction(async (tx) => {
    if (!(await lockLiveRepo(tx, repo.id))) throw notFound('Repo', id);
    await (row ? store.saveSchedule(tx, row, now) : store.deleteSchedule(tx, repo.id));
  });
  return present(row);
}

/** @returns undefined for the kind `off` */
function rowOf(
  repoId: string,
  { kind, cron, timeZone = DEFAULT_TIME_ZONE }: Omit<SetScheduleInput, 'id'>,
  now: Date,
): store.Row | undefined {
  if (!isTimeZone(timeZone)) throw invalidInput('timeZone', UNKNOWN_ZONE);
  if (kind === 'off') return undefined;
  if (kind === 'cron') requireCron(cron ?? '', timeZone, now);
  const timing = { repoId, kind, cron: kind === 'cron' ? (cron ?? '') : null, timeZone };
  return { ...timing, nextAt: nextTime(timing, now) };
}

function requireCron(cron: string, timeZone: string, now: Date): void {
  const problem = judgeCron(cron, timeZone, now);
  if (problem !== undefined) throw invalidInput('cron', `cron ${problem}`);
}

const UNKNOWN_ZONE = 'time_zone must be a name of the IANA database, such as Europe/Berlin or UTC';
