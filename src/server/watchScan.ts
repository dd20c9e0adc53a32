import { setTimeout as pause } from 'node:timers/promises';
import { requireScope } from '@/domain/actor';
import type { ActorContext } from '@/domain/context';
import type { Finding } from '@/domain/findings/schema';
import { listNewFindings } from '@/domain/findings/service';
import { isId } from '@/domain/ids';
import { eventsBetween, isOver, type ScanEvent } from '@/domain/scans/rules';
import type { ScanProgress } from '@/domain/scans/schema';
import { getProgress } from '@/domain/scans/service';
import { isStopping } from './stopping';

/** An event, and the newest finding that whoever has heard it has been told of: where to go on after a break. */
export type Told = {
  readonly since: string;
  readonly event: ScanEvent | { readonly type: 'finding_added'; readonly finding: Finding };
};

/** How often the database is asked, as there are no notifications on the embedded one. */
const LOOK_EVERY_MS = 500;

/**
 * Tells what happens to a scan, from its present state to its end, whichever process works on it.
 * @param since the newest finding that the watcher knows from before a break
 * @param signal ends the watch
 * @throws DomainError not_found, no_access, missing_scope: at once, or when its repo is deleted meanwhile
 */
export async function* watchScan(
  ctx: ActorContext,
  scanId: string,
  since: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Told> {
  // Asked for before the first event, as no findings may have come by then.
  requireScope(ctx.actor, 'findings:read');
  let last: ScanProgress | null = null;
  const known = findingNamed(since);
  let newest = known ?? scanId;
  while (goesOn(signal)) {
    const now: ScanProgress = await getProgress(ctx, { id: scanId });
    const over = isOver(now.scan.status);
    const { changes, end } = eventsBetween(last, now);
    for (const event of changes) yield { since: newest, event };
    // Whoever comes when all is over reads the list of findings instead.
    const wanted = !over || last !== null || known !== undefined;
    for await (const finding of wanted ? newFindings(ctx, scanId, newest) : []) {
      newest = finding.id;
      yield { since: newest, event: { type: 'finding_added', finding } };
    }
    if (end) yield { since: newest, event: end };
    if (over) return;
    last = now;
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function findingNamed(since: string | undefined): string | undefined {
  return since !== undefined && isId(since) ? since : undefined;
}

/** Whoever listens to a process that stops goes on at another. */
function goesOn(signal: AbortSignal): boolean {
  return !signal.aborted && !isStopping();
}

async function* newFindings(ctx: ActorContext, scanId: string, after: string): AsyncGenerator<Finding> {
  for (let newest = after; ; ) {
    const added = await listNewFindings(ctx, { scanId, after: newest });
    yield* added;
    const last = added.at(-1);
    if (!last) return;
    newest = last.id;
  }
}
