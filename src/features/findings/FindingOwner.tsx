'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import type { Finding } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Fact } from '@/ui/Facts';
import { FieldError } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { useFindingChange } from './useFindingChange';
import { useFindingEvents } from './useFindingEvents';

/** The severity and the assignee of a finding, which a user may change. */
export function FindingOwner({ finding, mayTriage }: { finding: Finding; mayTriage: boolean }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const { names } = useFindingEvents(finding.id);
  const { change, busy, failure, isOutdated, reload } = useFindingChange(finding);
  const { severity, assigneeId } = finding;
  const isMine = assigneeId === me.id;
  // A failure is shown below.
  const setSeverity = (chosen: Severity) =>
    change((client, seen) => client.triage.setSeverity.mutate({ ...seen, severity: chosen })).catch(() => {});
  const assign = () =>
    change((client, seen) =>
      client.triage.assign.mutate({ ...seen, assigneeId: isMine ? null : me.id }),
    ).catch(() => {});
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
            <Button aria-disabled={busy || undefined} onClick={() => busy || void assign()}>
              {isMine ? 'Unassign' : 'Assign to me'}
            </Button>
          ) : null}
        </span>
      </Fact>
      {failure ? (
        <div className="col-span-full flex flex-col items-start gap-2">
          <FieldError message={failure} />
          {isOutdated ? <Button onClick={() => void reload()}>Reload the finding</Button> : null}
        </div>
      ) : null}
    </>
  );
}
