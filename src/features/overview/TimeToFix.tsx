'use client';

import { SEVERITIES } from '@/engines/engine';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { daysText } from './overviewText';

/** How old findings become: the oldest open critical one, and those that were fixed. */
export function TimeToFix({ overview }: { overview: Overview }) {
  const { medianDaysToFix, oldestCritical } = overview;
  return (
    <Panel title="Time to fix" description="Median of the last 90 days">
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5">
        {SEVERITIES.map((severity) => (
          <div key={severity} className="contents">
            <dt className="text-muted">{SEVERITY_STYLES[severity].word}</dt>
            <dd className="text-right tabular-nums">{daysText(medianDaysToFix[severity])}</dd>
          </div>
        ))}
      </dl>
      {oldestCritical ? (
        <p className="mt-3 border-t border-line pt-3 text-sm text-muted">
          Oldest open critical: first seen <Time value={oldestCritical.firstSeenAt} />,{' '}
          <PageLink href={paths.finding(oldestCritical.id)} className={linkStyle}>
            {oldestCritical.title}
          </PageLink>
        </p>
      ) : null}
    </Panel>
  );
}
