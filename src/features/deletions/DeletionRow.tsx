import { clsx } from 'clsx';
import { Check, CircleCheck, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import { countOf } from '@/lib/format';
import type { Deletion } from '@/trpc/types';
import { Badge, type BadgeStyle } from '@/ui/Badge';
import { ProgressBar } from '@/ui/ProgressBar';
import { Time } from '@/ui/Time';
import {
  atHostText,
  countsText,
  durationText,
  isLeftAtHost,
  nameOf,
  progressOf,
  progressText,
  requestedBy,
} from './deletionText';

const KINDS: Record<Deletion['kind'], string> = { repo: 'Repository', user: 'User', retention: 'Old scans' };

const STATE_STYLES: Record<Deletion['state'], BadgeStyle & { word: string }> = {
  purging: { word: 'Deleting', tone: 'active', icon: LoaderCircle, spins: true },
  finished: { word: 'Deleted', tone: 'good', icon: CircleCheck },
};
const ROWS_LEFT: BadgeStyle = { tone: 'warning', icon: TriangleAlert };

/** One deletion: its progress, or its receipt. */
export function DeletionRow({ deletion }: { deletion: Deletion }) {
  const name = nameOf(deletion);
  return (
    // Keeps the row below the page's header when a link scrolls to it.
    <tr id={deletion.id} className="scroll-mt-14 border-b border-line align-top last:border-0">
      <td className="px-4 py-2.5">
        <span className="block font-medium wrap-anywhere">{name}</span>
        <span className="block text-sm text-muted">
          {KINDS[deletion.kind]}
          <span className="block md:hidden">
            <Asked deletion={deletion} />
          </span>
        </span>
        {deletion.state === 'purging' ? (
          <div className="mt-2 max-w-sm">
            <ProgressBar
              label={`Deletion of ${name}`}
              done={progressOf(deletion)}
              text={progressText(deletion)}
            />
          </div>
        ) : (
          <span className="block text-sm text-muted tabular-nums">{countsText(deletion)}</span>
        )}
        {deletion.atHost.map((item) => (
          <AtHost key={`${item.kind} ${item.state}`} item={item} />
        ))}
      </td>
      <td className="px-3 py-2.5 max-md:hidden">
        <Asked deletion={deletion} />
      </td>
      <td className="px-3 py-2.5">
        <State deletion={deletion} />
      </td>
    </tr>
  );
}

/** What became of a webhook or deploy key. One that is left is marked, as somebody has to act. */
function AtHost({ item }: { item: Deletion['atHost'][number] }) {
  const isLeft = isLeftAtHost(item);
  const Icon = isLeft ? TriangleAlert : item.state === 'pending' ? Clock : Check;
  return (
    <span className={clsx('flex gap-1.5 text-sm', !isLeft && 'text-muted')}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', isLeft && 'text-medium')} />
      <span className="min-w-0 wrap-anywhere">{atHostText(item)}</span>
    </span>
  );
}

function Asked({ deletion }: { deletion: Deletion }) {
  return (
    <>
      <span className="wrap-anywhere md:block">{requestedBy(deletion)}</span>
      <span className="md:hidden">, </span>
      <span className="text-sm whitespace-nowrap text-muted">
        <Time value={deletion.requestedAt} />
      </span>
    </>
  );
}

function State({ deletion: { state, durationMs, orphans } }: { deletion: Deletion }) {
  const style = STATE_STYLES[state];
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-1.5">
        <Badge appearance={style}>{style.word}</Badge>
        {durationMs === null ? null : (
          <span className="text-sm text-muted tabular-nums">{durationText(durationMs)}</span>
        )}
      </span>
      {orphans === 0 ? <span className="block text-sm text-muted">No rows left</span> : null}
      {orphans ? (
        <span className="block text-sm">
          <Badge appearance={ROWS_LEFT}>{countOf(orphans, 'row')} left</Badge>
        </span>
      ) : null}
    </>
  );
}
