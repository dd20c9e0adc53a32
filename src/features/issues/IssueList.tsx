'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Issue } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { ListFrame } from '@/ui/ListFrame';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { showDone } from '@/ui/toast';
import { ISSUE_STATES, issueTitle } from './issueWords';

/** New states appear after at most this time. */
const REFRESH_MS = 10_000;

/** The issues of a repository, with their states. */
export function IssueList({ repoId, mayDismiss }: { repoId: string; mayDismiss: boolean }) {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.issue.list.infiniteQueryOptions(
      { id: repoId },
      { getNextPageParam: nextPage, refetchInterval: REFRESH_MS },
    ),
  );
  const { items, progress } = listOf(list);
  if (items.length === 0) return null;
  return (
    <div className="mt-5">
      <h3 className="mb-2 font-medium">Issues</h3>
      <ListFrame {...progress} isEmpty={false} empty={null}>
        <ul aria-label="Issues">
          {items.map((issue) => (
            <li key={issue.id} className="border-b border-line px-4 py-1.5 last:border-0">
              <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-4">
                <IssueTitle issue={issue} />
                <Badge appearance={ISSUE_STATES[issue.state]}>{ISSUE_STATES[issue.state].word}</Badge>
              </div>
              {issue.state === 'not_planned' && mayDismiss ? <Unplanned issue={issue} /> : null}
            </li>
          ))}
        </ul>
      </ListFrame>
    </div>
  );
}

function IssueTitle({ issue }: { issue: Issue }) {
  const { url, number, findingIds } = issue;
  const [first] = findingIds;
  const title = issueTitle(issue);
  return (
    <span className="min-w-0 wrap-anywhere">
      {url === null ? null : (
        <>
          <a href={url} rel="noreferrer" target="_blank" className={linkStyle}>
            #{number}
          </a>{' '}
        </>
      )}
      {first === undefined ? (
        title
      ) : (
        <PageLink href={paths.finding(first)} className={linkStyle}>
          {title}
        </PageLink>
      )}
    </span>
  );
}

/** The offer to dismiss what a person at the host does not want to fix. Nothing is dismissed without it. */
function Unplanned({ issue: { number, findingIds } }: { issue: Issue }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const dismiss = useMutation(
    trpc.triage.many.mutationOptions({
      onSuccess: async () => {
        showDone('Dismissed');
        await queryClient.invalidateQueries(trpc.finding.pathFilter());
      },
    }),
  );
  const reason = `Issue #${number} was closed as not planned`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pb-1 text-sm text-muted">
      <p>Somebody has closed it at its host, but its findings are open in Heimdall.</p>
      <Button
        busy={dismiss.isPending}
        disabled={dismiss.isSuccess}
        aria-label={`Dismiss findings of issue #${number}`}
        onClick={() => dismiss.mutate({ ids: [...findingIds], status: 'dismissed', reason })}
      >
        Dismiss findings
      </Button>
      <FieldError message={messageOf(dismiss.error)} />
    </div>
  );
}
