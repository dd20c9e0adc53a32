'use client';

import { useQuery } from '@tanstack/react-query';
import type { Severity } from '@/engines/engine';
import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { Badge } from '@/ui/Badge';
import { FieldError } from '@/ui/Field';
import { PageLink } from '@/ui/PageLink';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { linkStyle } from '@/ui/styles';

/** Which issues the next scan would open at a threshold. */
export function DryRun({ repoId, minSeverity }: { repoId: string; minSeverity: Severity }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.issue.dryRun.queryOptions({ id: repoId, minSeverity }));
  if (error) return <FieldError message={messageOf(error)} />;
  if (!data) return <p className="text-muted">Counting…</p>;
  const { wouldOpen, capped } = data;
  const count = countOf(wouldOpen.length, 'issue');
  return (
    <section aria-label="Dry run" className="flex flex-col gap-2">
      <p role="status">
        {wouldOpen.length === 0
          ? 'At this threshold the next scan would open no issue.'
          : `At this threshold the next scan would open ${count}${capped ? ', and one that says how many more there are' : ''}:`}
      </p>
      {wouldOpen.length > 0 ? (
        <ul className="rounded-lg border border-line">
          {wouldOpen.map(({ groupId, title, severity, findingIds: [first = ''] }) => (
            <li
              key={groupId}
              className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-1.5 last:border-0"
            >
              <PageLink href={paths.finding(first)} className={`${linkStyle} min-w-0 wrap-anywhere`}>
                {title}
              </PageLink>
              <Badge appearance={SEVERITY_STYLES[severity]}>{SEVERITY_STYLES[severity].word}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
