'use client';

import { useRef, useState } from 'react';
import { allowedStatuses, needsReason, type SettableStatus } from '@/domain/findings/rules';
import type { DecisionInput, Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { OnDemand, type Part } from '@/ui/OnDemand';
import type { ReasonDialogProps } from './ReasonDialog';
import { useFindingChange } from './useFindingChange';

const reasonDialog: Part<ReasonDialogProps> = {
  fetch: async () => (await import('./ReasonDialog')).ReasonDialog,
};

/** In the order of the buttons. Those with an ellipsis ask for a reason first. */
const ACTIONS: readonly { status: SettableStatus; label: string }[] = [
  { status: 'confirmed', label: 'Confirm' },
  { status: 'dismissed', label: 'Dismiss…' },
  { status: 'false_positive', label: 'False positive…' },
  { status: 'open', label: 'Reopen' },
];

/** What the user may decide on a finding. */
export function TriageBar({ finding }: { finding: Finding }) {
  const bar = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState<'dismissed' | 'false_positive'>();
  const { change, busy, failure, news, isOutdated, reload } = useFindingChange(finding);
  const allowed = allowedStatuses(finding.status);
  const actions = ACTIONS.filter(({ status }) => allowed.includes(status) && isNew(status, finding));
  const decide = (decision: DecisionInput) =>
    change((client, seen) => client.triage.setStatus.mutate({ ...seen, ...decision }));

  async function act(status: SettableStatus): Promise<void> {
    if (status === 'dismissed' || status === 'false_positive') {
      setAsked(status);
      return;
    }
    try {
      await decide({ status });
      // The pressed button is gone.
      bar.current?.focus();
    } catch {
      // The failure is shown below.
    }
  }

  return (
    <>
      <section ref={bar} aria-label="Triage" tabIndex={-1} className={BAR}>
        {failure && !asked ? (
          <Notice
            tone="danger"
            action={
              isOutdated ? <Button onClick={() => void reload()}>Reload the finding</Button> : undefined
            }
          >
            {failure}
          </Notice>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {actions.map(({ status, label }) => (
            <Button
              key={status}
              className="max-sm:grow max-sm:px-2"
              aria-disabled={busy || undefined}
              onClick={() => busy || void act(status)}
            >
              {status === finding.status ? 'Change reason…' : label}
            </Button>
          ))}
        </div>
      </section>
      {asked ? (
        <OnDemand
          part={reasonDialog}
          onMissing={() => setAsked(undefined)}
          with={{
            status: asked,
            what: 'this finding',
            present: asked === finding.status ? finding : undefined,
            decide,
            news,
            reload: isOutdated ? reload : undefined,
            onClose: () => setAsked(undefined),
          }}
        />
      ) : null}
    </>
  );
}

/** On a phone it comes last, and stays above the bottom bar while the page is scrolled. */
const BAR =
  'flex flex-col gap-2 outline-none max-sm:sticky max-sm:bottom-[57px] max-sm:z-20 max-sm:order-last max-sm:-mx-4 max-sm:-mb-6 max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:p-2';

/** The present status may get another reason. */
function isNew(status: SettableStatus, finding: Finding): boolean {
  return status !== finding.status || needsReason(status);
}
