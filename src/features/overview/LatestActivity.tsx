'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleX, type LucideIcon, UserRound } from 'lucide-react';
import { stateOf } from '@/domain/scans/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { type Activity, changedObject, changeWords, type Readers, scanWords } from './activityWords';

/** The newest scans, and what users did. */
export function LatestActivity() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.overview.latest.queryOptions());
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  return (
    <Panel title="Latest activity">
      {data.items.length === 0 ? (
        <p className="text-muted">Scans that have ended, and what users decide, are listed here.</p>
      ) : (
        <ul aria-label="Latest activity" className="-my-1.5">
          {data.items.map((item) => (
            <Item key={item.id} item={item} who={{ me: me.id, names: data.names }} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Item({ item, who }: { item: Activity; who: Readers }) {
  const { icon: Icon, colour } = lookOf(item);
  return (
    <li className="flex gap-3 py-1.5">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <div className="flex min-w-0 grow items-baseline justify-between gap-x-4 max-sm:flex-wrap">
        <p className="min-w-0 break-words">
          <What item={item} who={who} />
        </p>
        <span className="shrink-0 text-sm text-muted">
          <Time value={item.at} />
        </span>
      </div>
    </li>
  );
}

function What({ item, who }: { item: Activity; who: Readers }) {
  if (item.kind === 'scan') {
    return (
      <PageLink href={paths.scan(item.id)} className="rounded hover:underline">
        {scanWords(item)}
      </PageLink>
    );
  }
  // A bulk change may be of several repositories.
  if (item.count > 1) return `${changeWords(item, who)} ${changedObject(item)}`;
  return (
    <>
      {changeWords(item, who)}{' '}
      <PageLink href={paths.finding(item.findingId)} className={linkStyle}>
        {changedObject(item)}
      </PageLink>{' '}
      <span className="text-muted">
        in{' '}
        <PageLink href={paths.repo(item.repoId)} className="rounded hover:underline">
          {item.repoName}
        </PageLink>
      </span>
    </>
  );
}

function lookOf(item: Activity): { icon: LucideIcon; colour: string } {
  if (item.kind === 'change') return { icon: UserRound, colour: 'text-muted' };
  const state = stateOf(item);
  if (state === 'failed') return { icon: CircleX, colour: 'text-critical' };
  return state === 'partial'
    ? { icon: CircleDashed, colour: 'text-medium' }
    : { icon: CircleCheck, colour: 'text-good' };
}
