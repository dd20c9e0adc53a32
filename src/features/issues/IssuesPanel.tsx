'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SEVERITIES, type Severity } from '@/engines/engine';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { IssueStatus } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Checkbox, Field, FieldError } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Select } from '@/ui/Select';
import { SEVERITY_STYLES } from '@/ui/severityStyles';
import { Time } from '@/ui/Time';
import { showDone } from '@/ui/toast';
import { DryRun } from './DryRun';
import { IssueList } from './IssueList';

/** While issues wait for their host. */
const REFRESH_MS = 10_000;

/** Whether scans open issues at the repository's Git host, from which severity on, and which they have opened. */
export function IssuesPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: status } = useSuspenseQuery(
    trpc.issue.status.queryOptions(
      { id: repoId },
      // A repository whose issues are not in order gets its news by itself.
      { refetchInterval: ({ state }) => (state.data?.message == null ? false : REFRESH_MS) },
    ),
  );
  const { issueAutoCreateEnabled: isOn, issueAutoCreateMinSeverity: minSeverity } = repo;
  return (
    <Panel
      title="Issues"
      description="After a complete scan Heimdall opens an issue at the Git host for each group of open findings, at most 20 a scan. An issue names the location of a secret, but never the secret. Everyone who sees the repository's issues can read it."
    >
      {isOn && status.message !== null ? (
        <Hindrance repoId={repoId} status={status} mayTry={repo.rights.includes('repos:write')} />
      ) : null}
      {repo.rights.includes('repos:write') ? (
        <IssuesForm key={minSeverity} repoId={repoId} isOn={isOn} minSeverity={minSeverity} />
      ) : (
        <p>
          {isOn
            ? `Issues are opened from the severity ${SEVERITY_STYLES[minSeverity].word.toLowerCase()} on.`
            : `No issues are opened. ${WHILE_OFF}`}
        </p>
      )}
      <IssueList repoId={repoId} mayDismiss={repo.rights.includes('findings:write')} />
    </Panel>
  );
}

const WHILE_OFF =
  'While this is off, open issues stay as they are at the Git host: Heimdall neither closes, reopens nor changes them.';

type HindranceProps = { repoId: string; status: IssueStatus; mayTry: boolean };

/** Why issues wait, until when, and the way to end that. */
function Hindrance({ repoId, status: { message, nextTryAt }, mayTry }: HindranceProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.issue.tryNow.mutationOptions({
      onSuccess: (status) => queryClient.setQueryData(trpc.issue.status.queryKey({ id: repoId }), status),
    }),
  );
  const mayEndWait = mayTry && nextTryAt !== null;
  return (
    <Notice
      tone="warning"
      className="mb-4"
      action={
        mayEndWait ? (
          <Button busy={isPending} onClick={() => mutate({ id: repoId })}>
            Try now
          </Button>
        ) : undefined
      }
    >
      {message}
      {nextTryAt ? (
        <>
          {' '}
          Next try <Time value={nextTryAt} />.
        </>
      ) : (
        ' It is being tried again.'
      )}
      <FieldError message={messageOf(error)} />
    </Notice>
  );
}

function IssuesForm({ repoId, isOn, minSeverity }: { repoId: string; isOn: boolean; minSeverity: Severity }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Severity>(minSeverity);
  const [wanted, setWanted] = useState(isOn);
  const save = useMutation(
    trpc.repo.update.mutationOptions({
      onSuccess: (updated) => {
        queryClient.setQueryData(trpc.repo.byId.queryKey({ id: repoId }), updated);
        showDone('Saved');
      },
    }),
  );
  return (
    <form
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          ...{ id: repoId, issueAutoCreateEnabled: wanted },
          ...(chosen !== minSeverity && { issueAutoCreateMinSeverity: chosen }),
        });
      }}
    >
      <Checkbox
        label="Open issues after scans"
        checked={wanted}
        onChange={({ target }) => setWanted(target.checked)}
      />
      {wanted ? null : <p className="text-sm text-muted">{WHILE_OFF}</p>}
      <div className="max-w-56">
        <Field label="Minimum severity" error={undefined}>
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onChange={({ target }) => setChosen(target.value as Severity)}
            >
              {SEVERITIES.map((severity) => (
                <option key={severity} value={severity}>
                  {SEVERITY_STYLES[severity].word}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <DryRun repoId={repoId} minSeverity={chosen} />
      <FieldError message={messageOf(save.error)} />
      <div>
        <Button type="submit" busy={save.isPending}>
          Save issues
        </Button>
      </div>
    </form>
  );
}
