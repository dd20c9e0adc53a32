'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Finding } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { PathText } from '@/ui/PathText';
import { linkStyle } from '@/ui/styles';
import { STATUS_STYLES } from './findingStyles';
import { occurrencesInput } from './occurrences';

/** The other findings of its group in the repository: of the same secret, or of the same upgrade. */
export function FindingOccurrences({ finding }: { finding: Finding }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.finding.list.queryOptions(occurrencesInput(finding)));
  const others = data.items.filter(({ id }) => id !== finding.id);
  if (others.length === 0) return null;
  const rest = finding.occurrences - 1 - others.length;
  const isOfPackage = finding.vulnerability !== null;
  const title = finding.vulnerability?.upgrade ? 'Also fixed by this upgrade' : 'Other occurrences';
  return (
    <Panel title={title}>
      <ul aria-label={title} className="flex flex-col gap-2">
        {others.map(({ id, title: name, filePath, lineStart, status, inTree }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <div className="min-w-0">
              <PageLink href={paths.finding(id)} className={linkStyle}>
                {isOfPackage ? name : <PathText text={`${filePath}:${lineStart}`} />}
              </PageLink>
              {isOfPackage ? (
                <p className="text-muted">
                  <PathText text={`${filePath}:${lineStart}`} />
                </p>
              ) : null}
            </div>
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
