'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Finding } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { linkStyle } from '@/ui/styles';
import { STATUS_STYLES } from './findingStyles';
import { occurrencesInput } from './occurrences';
import { PathText } from './PathText';

/** The other findings of the same secret in the repository. */
export function FindingOccurrences({ finding }: { finding: Finding }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.finding.list.queryOptions(occurrencesInput(finding)));
  const others = data.items.filter(({ id }) => id !== finding.id);
  if (others.length === 0) return null;
  const rest = finding.occurrences - 1 - others.length;
  return (
    <Panel title="Other occurrences">
      <ul aria-label="Other occurrences" className="flex flex-col gap-2">
        {others.map(({ id, filePath, lineStart, status, inTree }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <PageLink href={paths.finding(id)} className={`min-w-0 ${linkStyle}`}>
              <PathText text={`${filePath}:${lineStart}`} />
            </PageLink>
            <span className="text-sm text-muted">
              {STATUS_STYLES[status].word}
              {inTree ? '' : ' · only in history'}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className="mt-2 text-muted">And {rest} more.</p> : null}
    </Panel>
  );
}
