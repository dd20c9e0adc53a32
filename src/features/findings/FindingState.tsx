import { ShieldQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import { dayOf, shortSha } from '@/lib/format';
import type { Finding } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { CONFIDENCE_WORDS, STATUS_STYLES, SUPPRESSED_WORDS } from './findingStyles';

/** The state of a finding in one line, and why it has it. */
export function FindingState({ finding }: { finding: Finding }) {
  const { status, severity, confidence, statusReason, statusUntil, suppressedBy, isRechecked } = finding;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <ul aria-label="State" className={LINE}>
        <li>
          <Badge appearance={STATUS_STYLES[status]}>{STATUS_STYLES[status].word}</Badge>
        </li>
        <li>
          <Badge appearance={SEVERITY_STYLES[severity]}>{SEVERITY_STYLES[severity].word}</Badge>
        </li>
        <li>{CONFIDENCE_WORDS[confidence]} confidence</li>
        <li>{presence(finding)}</li>
      </ul>
      <Why>
        {suppressedBy ? `Dismissed ${SUPPRESSED_WORDS[suppressedBy]}` : null}
        {statusReason ? `Reason: ${statusReason}` : null}
        {statusUntil ? ` · Open again on ${dayOf(new Date(statusUntil))}` : null}
      </Why>
      {isRechecked ? null : (
        <Badge appearance={{ tone: 'warning', icon: ShieldQuestion }}>Not re-checked by the last scan</Badge>
      )}
    </div>
  );
}

/** One sentence, with a dot between its parts. */
const LINE =
  "[&>li]:inline [&>li:not(:last-child)]:whitespace-nowrap [&>li>span]:align-top [&>li:not(:last-child)]:after:mx-2 [&>li:not(:last-child)]:after:text-muted [&>li:not(:last-child)]:after:content-['·']";

function Why({ children }: { children: ReactNode[] }) {
  return children.some(Boolean) ? <p className="text-muted">{children}</p> : null;
}

/** Where it is, and who introduced it. */
function presence(finding: Finding): string {
  const { status, inTree, removedCommit, introducedAt, introducedBy, commitSha } = finding;
  if (status === 'fixed') return 'no longer present';
  const since = introducedAt ? ` since ${dayOf(new Date(introducedAt))}` : '';
  const by = [commitSha ? shortSha(commitSha) : '', introducedBy ?? ''].filter(Boolean).join(', ');
  const origin = `${since}${by ? ` by ${by}` : ''}`;
  if (inTree) return `in the tree${origin}`;
  const removed = removedCommit ? `, removed from the tree by ${shortSha(removedCommit)}` : '';
  return `only in history${origin}${removed}`;
}
