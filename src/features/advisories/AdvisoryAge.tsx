'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Clock, TriangleAlert } from 'lucide-react';
import { freshnessOf } from '@/domain/advisories/rules';
import { useTRPC } from '@/trpc/react';
import { Time } from '@/ui/Time';

/** With advisories of which age packages are compared. Old ones, and none, are marked. */
export function AdvisoryAge() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.advisory.sources.queryOptions());
  const sources = data.items;
  const isCurrent =
    sources.length > 0 &&
    sources.every(
      ({ updatedAt, isWhole }) => isWhole && freshnessOf(new Date(updatedAt), new Date()) === 'fresh',
    );
  const Icon = isCurrent ? Clock : TriangleAlert;
  return (
    <div className={clsx('flex gap-1.5 text-sm', isCurrent && 'text-muted')}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', !isCurrent && 'text-medium')} />
      {sources.length === 0 ? (
        <p>
          No advisories are imported, so these packages are not checked. An admin imports them in Settings.
        </p>
      ) : (
        <ul aria-label="Age of the advisories" className="flex flex-wrap gap-x-3">
          <li>Checked with advisories of</li>
          {sources.map(({ ecosystem, updatedAt, isWhole }) => (
            <li key={ecosystem}>
              {ecosystem}, <Time value={updatedAt} />
              {isWhole ? null : ' (single advisories only)'}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
