'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { SEVERITIES } from '@/engines/engine';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { CriticalAges, Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { ageText, daysText } from './overviewText';

/** How old the open critical findings are, and after how long findings are fixed. */
export function TimesPanel({ medianDaysToFix }: Pick<Overview, 'medianDaysToFix'>) {
  const trpc = useTRPC();
  const { data: ages } = useSuspenseQuery(trpc.overview.ages.queryOptions());
  return (
    <Panel title="Age and time to fix">
      <div className="flex flex-col gap-5">
        <Ages ages={ages} />
        <TimeToFix median={medianDaysToFix} />
      </div>
    </Panel>
  );
}

const GROUPS = [
  ['day', 'Under a day'],
  ['week', 'Under a week'],
  ['month', 'Under a month'],
  ['older', 'Older'],
] as const;

function Ages({ ages }: { ages: CriticalAges }) {
  const { oldest, isMore } = ages;
  if (oldest === null) {
    return (
      <div>
        <h3 className="font-medium">Open critical findings</h3>
        <p className="mt-1 text-muted">None is open.</p>
      </div>
    );
  }
  const most = Math.max(...GROUPS.map(([group]) => ages[group] ?? 0), 1);
  return (
    <div>
      <h3 className="font-medium">Open critical findings by age</h3>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
        {GROUPS.map(([group, words]) => (
          <div key={group} className="contents">
            <dt className="text-muted">{words}</dt>
            <dd aria-hidden className="flex h-2 rounded-[1px] bg-sunken">
              <span
                className="rounded-[1px] bg-critical"
                style={{ width: `${((ages[group] ?? 0) / most) * 100}%` }}
              />
            </dd>
            <dd className="min-w-6 text-right tabular-nums">{ageText(ages[group], isMore)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-muted">
        The oldest is{' '}
        <PageLink href={paths.finding(oldest.id)} className={linkStyle}>
          {oldest.title}
        </PageLink>
        , first seen <Time value={oldest.firstSeenAt} />.
      </p>
    </div>
  );
}

function TimeToFix({ median }: { median: Overview['medianDaysToFix'] }) {
  const isKnown = SEVERITIES.some((severity) => median[severity] !== null);
  return (
    <div className="border-t border-line pt-4">
      <h3 className="font-medium">Median time to fix, 90 days</h3>
      {isKnown ? (
        <dl className="mt-2 grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
          {SEVERITIES.map((severity) => {
            const { word, icon: Icon } = SEVERITY_STYLES[severity];
            return (
              <div key={severity}>
                <dt className="flex items-center gap-1.5 text-sm text-muted">
                  <Icon aria-hidden className={`size-3.5 shrink-0 ${SEVERITY_TEXT[severity]}`} />
                  {word}
                </dt>
                <dd className="tabular-nums">{daysText(median[severity])}</dd>
              </div>
            );
          })}
        </dl>
      ) : (
        <p className="mt-1 text-muted">Nothing was fixed.</p>
      )}
    </div>
  );
}
