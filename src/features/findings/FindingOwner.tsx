'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import type { Candidate, Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Fact } from '@/ui/Facts';
import { FieldError } from '@/ui/Field';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { Select } from '@/ui/Select';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { useKey } from '@/ui/useKey';
import type { AssignDialogProps } from './AssignDialog';
import { assignedText } from './assignCalls';
import { type Seen, useFindingChange } from './useFindingChange';
import { useFindingEvents } from './useFindingEvents';

const assignDialog: Part<AssignDialogProps> = {
  fetch: async () => (await import('./AssignDialog')).AssignDialog,
};

type FindingOwnerProps = { finding: Finding; mayTriage: boolean; onPage: boolean };

/** The severity and the assignee of a finding, which a user may change. */
export function FindingOwner({ finding, mayTriage, onPage }: FindingOwnerProps) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const { names } = useFindingEvents(finding.id);
  const { change, busy, failure, isOutdated, reload } = useFindingChange(finding);
  const [asked, setAsked] = useState(false);
  const { severity, assigneeId } = finding;
  const isMine = assigneeId === me.id;
  // A failure is shown below.
  const setSeverity = (chosen: Severity) =>
    change(async (client, seen) => {
      await client.triage.setSeverity.mutate({ ...seen, severity: chosen });
      const undo = (left: Seen) => client.triage.setSeverity.mutate({ ...left, severity }).then(() => 1);
      return { text: `Changed the severity to ${SEVERITY_STYLES[chosen].word.toLowerCase()}`, undo };
    }).catch(() => {});
  const assign = (to: Candidate | null) =>
    change(async (client, seen) => {
      await client.triage.assign.mutate({ ...seen, assigneeId: to?.id ?? null });
      const undo = (left: Seen) => client.triage.assign.mutate({ ...left, assigneeId }).then(() => 1);
      return { text: assignedText(1, to), undo };
    });
  return (
    <>
      <Fact name="Severity">
        <Select
          aria-label="Severity"
          value={severity}
          disabled={busy || !mayTriage}
          title={mayTriage ? undefined : VIEWS_ONLY}
          onChange={({ target }) => void setSeverity(target.value as Severity)}
        >
          {SEVERITIES.map((value) => (
            <option key={value} value={value}>
              {SEVERITY_STYLES[value].word}
            </option>
          ))}
        </Select>
      </Fact>
      <Fact name="Assignee">
        <span className="flex flex-wrap items-center justify-between gap-2">
          {isMine ? 'You' : assigneeId === null ? 'Nobody' : (names[assigneeId] ?? 'Another user')}
          {mayTriage ? (
            <Button aria-disabled={busy || undefined} onClick={() => busy || setAsked(true)}>
              Assign…
            </Button>
          ) : null}
          {mayTriage && onPage ? <AssignKey run={() => busy || setAsked(true)} /> : null}
        </span>
      </Fact>
      {asked ? (
        <OnDemand
          part={assignDialog}
          onMissing={() => setAsked(false)}
          with={{
            what: 'this finding',
            repoIds: [finding.repoId],
            assign,
            onClose: () => setAsked(false),
          }}
        />
      ) : null}
      {failure && !asked ? (
        <div className="col-span-full flex flex-col items-start gap-2">
          <FieldError message={failure} />
          {isOutdated ? <Button onClick={() => void reload()}>Reload the finding</Button> : null}
        </div>
      ) : null}
    </>
  );
}

/** In a panel, the list has this key. */
function AssignKey({ run }: { run: () => void }) {
  useKey('a', run);
  return null;
}
