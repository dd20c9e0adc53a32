import { useQuery } from '@tanstack/react-query';
import { CircleSlash } from 'lucide-react';
import { useTRPC } from '@/trpc/react';
import type { Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { linkStyle } from '@/ui/styles';
import { changedBy, decideOne } from './triageCalls';
import { useFindingChange } from './useFindingChange';

type FindingIssueProps = { finding: Finding; mayTriage: boolean };

/** The issue of a finding at its Git host. If somebody does not want it fixed, it offers to dismiss the finding. */
export function FindingIssue({ finding, mayTriage }: FindingIssueProps) {
  const trpc = useTRPC();
  // The page does not wait for it.
  const { data: issue } = useQuery(trpc.issue.ofFinding.queryOptions({ id: finding.id }));
  const { change, busy, failure } = useFindingChange(finding);
  if (!issue || issue.url === null) return null;
  const { state, number, url } = issue;
  const isUndecided = finding.status === 'open' || finding.status === 'confirmed';
  const reason = `Issue #${number} was closed as not planned`;
  // A failure is shown below.
  const dismiss = () =>
    change(async (client) => {
      const done = await decideOne(client, finding, { status: 'dismissed', reason });
      return changedBy(client, 'dismissed', [done]);
    }).catch(() => {});
  return (
    <section aria-label="Issue" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-0">
          <a href={url} rel="noreferrer" target="_blank" className={linkStyle}>
            Issue #{number}
          </a>{' '}
          {WORDS[state]}
        </p>
        {state === 'not_planned' && isUndecided && mayTriage ? (
          <Button aria-disabled={busy || undefined} onClick={() => busy || void dismiss()}>
            <CircleSlash aria-hidden className="size-4" />
            Dismiss the finding, too
          </Button>
        ) : null}
      </div>
      <FieldError message={failure} />
    </section>
  );
}

const WORDS = {
  pending: 'is about to be opened.',
  open: 'is open at the Git host.',
  closed: 'is closed at the Git host.',
  not_planned: 'was closed at the Git host as not planned. That dismisses nothing here.',
} as const;
