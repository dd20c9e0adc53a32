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

/** An event, and the newest finding that was sent by then: the position from which to resume. */
export type WatchedEvent = {
  readonly since: string;
  readonly event: ScanEvent | { readonly type: 'finding_added'; readonly finding: Finding };
};

/** How often the database is queried, in milliseconds. The embedded one has no notifications. */
const POLL_MS = 500;

/**
 * Yields what happens to a scan, from its present state to its end, in whichever process it runs.
 * @param since the newest finding that the client got before it reconnected
 * @param signal ends the watch
 * @throws DomainError not_found, no_access, missing_scope: at once, or when its repo is deleted meanwhile
 */
export async function* watchScan(
  ctx: ActorContext,
  scanId: string,
  since: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<WatchedEvent> {
  // Checked before the first event, as there may be no findings yet.
  requireScope(ctx.actor, 'findings:read');
  let last: ScanProgress | null = null;
  const known = findingIdOf(since);
  let newest = known ?? scanId;
  while (continues(signal)) {
    const now: ScanProgress = await getProgress(ctx, { id: scanId });
    const over = isOver(now.scan.status);
    const { changes, end } = eventsBetween(last, now);
    for (const event of changes) yield { since: newest, event };
    // A client that connects after the end reads the list of findings instead.
    const wanted = !over || last !== null || known !== undefined;
    for await (const finding of wanted ? newFindings(ctx, scanId, newest) : []) {
      newest = finding.id;
      yield { since: newest, event: { type: 'finding_added', finding } };
    }
    if (end) yield { since: newest, event: end };
    if (over) return;
    last = now;
    await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

function findingIdOf(since: string | undefined): string | undefined {
  return since !== undefined && isId(since) ? since : undefined;
}

/** The clients of a stopping process reconnect to another. */
function continues(signal: AbortSignal): boolean {
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
