'use client';

import { CircleCheck, CircleDashed, CircleX, type LucideIcon, Minus, Package, Unplug } from 'lucide-react';
import { Fragment } from 'react';
import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { isKnown } from './overviewText';

type Gap = keyof Overview['notKnown'];

const GAPS: readonly { gap: Gap; words: string; icon: LucideIcon; colour: string }[] = [
  { gap: 'neverScanned', words: 'never scanned', icon: Minus, colour: 'text-muted' },
  { gap: 'partial', words: 'partially scanned', icon: CircleDashed, colour: 'text-medium' },
  { gap: 'failed', words: 'failed to scan', icon: CircleX, colour: 'text-critical' },
  { gap: 'unreachable', words: 'not reachable', icon: Unplug, colour: 'text-critical' },
  {
    gap: 'unchecked',
    words: 'with unchecked packages',
    icon: Package,
    colour: 'text-muted',
  },
];

/** What the numbers do not cover: repositories that were not scanned, or not completely. */
export function NotKnown({ overview }: { overview: Overview }) {
  const { scannedSince } = overview;
  return (
    <Panel title={isKnown(overview) ? 'Coverage' : 'Not known'}>
      {isKnown(overview) ? (
        <p className="flex gap-2">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          Every repository was scanned completely.
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {GAPS.filter(({ gap }) => overview[gap] > 0).map(({ gap, words, icon: Icon, colour }) => (
            <li key={gap} className="flex gap-2">
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
              <div className="min-w-0">
                <div>
                  <span className="font-semibold tabular-nums">{formatCount(overview[gap])}</span> {words}
                </div>
                <Names repos={overview.notKnown[gap]} count={overview[gap]} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {scannedSince ? (
        <p className="mt-3 text-sm text-muted">
          Oldest scan <Time value={scannedSince} />
        </p>
      ) : null}
    </Panel>
  );
}

function Names({ repos, count }: { repos: Overview['notKnown'][Gap]; count: number }) {
  const more = count - repos.length;
  return (
    <div className="text-sm text-muted">
      {repos.map(({ id, name }, at) => (
        <Fragment key={id}>
          {at > 0 ? ', ' : null}
          <PageLink
            href={paths.repo(id)}
            className="rounded underline decoration-line underline-offset-2 hover:text-text"
          >
            {name}
          </PageLink>
        </Fragment>
      ))}
      {more > 0 ? ` and ${formatCount(more)} more` : null}
    </div>
  );
}
