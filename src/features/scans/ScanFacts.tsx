'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { shortSha } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { Badge } from '@/ui/Badge';
import { Fact, Facts } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { Time } from '@/ui/Time';
import { lookOf } from './scanLooks';

/** What a scan was of, when, and what it came to. */
export function ScanFacts({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: scan } = useSuspenseQuery(trpc.scan.byId.queryOptions({ id }));
  const look = lookOf(scan);
  return (
    <>
      {scan.errorMessage ? (
        <Notice tone="danger" className="mb-5">
          {scan.errorMessage}
        </Notice>
      ) : null}
      <Facts>
        <Fact name="State">
          <Badge look={look}>{look.word}</Badge>
        </Fact>
        <Fact name="Commit">
          {scan.commitSha ? (
            <code className="font-mono text-sm">{shortSha(scan.commitSha)}</code>
          ) : (
            'Not known yet'
          )}
        </Fact>
        <Fact name="Asked for">
          <Time value={scan.createdAt} />
        </Fact>
        <Fact name="Finished">{scan.completedAt ? <Time value={scan.completedAt} /> : 'Not yet'}</Fact>
      </Facts>
    </>
  );
}
