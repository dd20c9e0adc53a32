'use client';

import { useRef, useState } from 'react';
import type { SettableStatus } from '@/domain/findings/rules';
import type { DecisionInput, Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { late } from '@/ui/late';
import { Notice } from '@/ui/Notice';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { DECISIONS, isDecision } from './decisions';
import type { ReasonDialogProps } from './ReasonDialog';
import { changedBy, decideOne } from './triageCalls';
import { useFindingChange } from './useFindingChange';

const reasonDialog: Part<ReasonDialogProps> = {
  fetch: async () => (await import('./ReasonDialog')).ReasonDialog,
};

// Loaded late, as a finding opens more often beside a list.
const FindingPageKeys = late(async () => (await import('./FindingPageKeys')).FindingPageKeys);

/** What the user may decide on a finding. On its own page it has the keys that a list has. */
export function TriageBar({ finding, onPage }: { finding: Finding; onPage: boolean }) {
  const bar = useRef<HTMLElement>(null);
  const [asked, setAsked] = useState<'dismissed' | 'false_positive'>();
  const { change, busy, failure, news, isOutdated, reload } = useFindingChange(finding);
  const actions = DECISIONS.filter(({ status }) => isDecision(finding.status, status));
  const decide = (decision: DecisionInput) =>
    change(async (client) =>
      changedBy(client, decision.status, [await decideOne(client, finding, decision)]),
    );

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
      {onPage ? (
        <FindingPageKeys
          offered={actions.map(({ status }) => status)}
          decide={(status) => busy || void act(status)}
        />
      ) : null}
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
