'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { shortSha } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import type { Scan } from '@/trpc/types';
import { CopyButton } from '@/ui/CopyButton';
import { Time } from '@/ui/Time';

const KINDS: Record<Scan['scanType'], string> = {
  full: 'All of the history',
  incremental: 'New commits since the last scan',
  import: 'An imported report',
};

/** The kind and commit of a scan, and when it was requested. */
export function ScanFact({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id }));
  const { commitSha, scanType, createdAt } = data.scan;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
      <span className="flex h-6 items-center gap-1">
        {commitSha ? (
          <>
            Commit <code className="font-mono text-sm">{shortSha(commitSha)}</code>
            <CopyButton text={commitSha} label="Copy the commit SHA" />
          </>
        ) : (
          'The commit is not known yet'
        )}
      </span>
      <span>{KINDS[scanType]}</span>
      <span>
        Requested <Time value={createdAt} />
      </span>
    </div>
  );
}
