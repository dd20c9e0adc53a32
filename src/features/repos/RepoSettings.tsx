'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { useCommand } from '@/ui/commands';
import { Field, FieldError, Input } from '@/ui/Field';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { Panel } from '@/ui/Panel';
import { showDone } from '@/ui/toast';
import { BranchInput } from './BranchInput';
import type { DeleteRepoDialogProps } from './DeleteRepoDialog';
import { HistoryScope } from './HistoryScope';
import { useRepoCache } from './useRepoCache';

const deleteDialog: Part<DeleteRepoDialogProps> = {
  fetch: async () => (await import('./DeleteRepoDialog')).DeleteRepoDialog,
};

/** The settings of a repository, those that the page adds, and its deletion. Members see those of the page alone. */
export function RepoSettings({ id, children }: { id: string; children: ReactNode }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id }));
  if (!repo.rights.includes('repos:write'))
    return <div className="flex max-w-3xl flex-col gap-5">{children}</div>;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Panel title="Name and branch">
        <RepoForm id={id} />
      </Panel>
      <HistoryScope id={id} />
      {children}
      <DangerZone id={id} />
    </div>
  );
}

function RepoForm({ id }: { id: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const cache = useRepoCache();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id }));
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () =>
      (await import('@/domain/repos/schema')).updateRepoInput.pick({
        name: true,
        defaultBranch: true,
        remoteUrl: true,
      }),
    values: shownOf(repo),
    // Branch and URL may stay empty while they are unknown.
    prepare: (typed) => ({
      name: typed.name,
      defaultBranch: typed.defaultBranch || (repo.defaultBranch === null ? undefined : ''),
      remoteUrl: typed.remoteUrl || undefined,
    }),
    call: async (typed) => {
      const { name, defaultBranch, remoteUrl } = form.formState.dirtyFields;
      // Sends only the fields changed here, as others may have been changed elsewhere.
      const changes = {
        name: name ? typed.name : undefined,
        defaultBranch: defaultBranch ? typed.defaultBranch : undefined,
        remoteUrl: remoteUrl ? typed.remoteUrl : undefined,
      };
      const updated = await client.repo.update.mutate({ id, ...changes });
      cache.put([updated]);
      reset(shownOf(updated));
      // Title and breadcrumbs are rendered by the server.
      router.refresh();
      showDone('Saved');
    },
  });
  // A branch found while the form is open is filled in, unless the user is typing another.
  const { reset } = form;
  useEffect(() => {
    reset(shownOf(repo), { keepDirtyValues: true, keepErrors: true });
  }, [repo, reset]);
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Name" error={errorOf('name')}>
        {(control) => <Input autoComplete="off" {...control} {...register('name')} />}
      </Field>
      <Field
        label="Branch"
        hint="The branch that is scanned. Another one is checked at once."
        error={errorOf('defaultBranch')}
      >
        {(control) => <BranchInput repoId={id} {...control} {...register('defaultBranch')} />}
      </Field>
      {repo.remoteUrl === null ? (
        <Field
          label="Git URL"
          hint="Where the repository is. It can be set once, and is checked at once."
          error={errorOf('remoteUrl')}
        >
          {(control) => <Input autoComplete="off" inputMode="url" {...control} {...register('remoteUrl')} />}
        </Field>
      ) : null}
      <FieldError message={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Save changes
        </Button>
      </div>
    </form>
  );
}

function shownOf({ name, defaultBranch }: Repo) {
  return { name, defaultBranch: defaultBranch ?? '', remoteUrl: '' };
}

function DangerZone({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id }));
  useCommand('Delete this repository', Trash2, () => setDeleting(true));
  return (
    <Panel
      danger
      title="Danger zone"
      description="Deleting a repository permanently deletes its scans, findings and everything else that belongs to it."
    >
      <Button variant="danger" onClick={() => setDeleting(true)}>
        Delete repository
      </Button>
      {deleting ? (
        <OnDemand
          part={deleteDialog}
          onMissing={() => setDeleting(false)}
          with={{
            repo,
            onClose: () => setDeleting(false),
            onDeleted: () => router.push(paths.repos()),
          }}
        />
      ) : null}
    </Panel>
  );
}
