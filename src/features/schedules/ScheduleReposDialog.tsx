'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { refusalOf, wouldRefuseAll } from '@/trpc/refusal';
import type { Repo } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { FieldError } from '@/ui/Field';
import { ScheduleFields } from './ScheduleFields';
import { useScheduleForm } from './useScheduleForm';

type ScheduleReposDialogProps = {
  repos: readonly Pick<Repo, 'id'>[];
  /** `12 repositories` */
  what: string;
  /** The selected ones that the user may not change, with the reason. */
  skipped: string | undefined;
  /** Calls for each repository. */
  callEach: (call: (repo: Pick<Repo, 'id'>) => Promise<unknown>) => Promise<void>;
  onClose: () => void;
};

/** Sets one schedule for several repositories. */
export function ScheduleReposDialog({ repos, what, skipped, callEach, onClose }: ScheduleReposDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { submit, busy, failure, ...fields } = useScheduleForm({
    repoId: repos[0]?.id ?? '',
    schedule: { kind: 'daily', cron: null, timeZone: '' },
    call: async (input) => {
      const set = ({ id }: Pick<Repo, 'id'>) => client.schedule.set.mutate({ ...input, id });
      const tried = await tryUntilSaved(repos, set);
      await callEach((repo) => tried.get(repo.id) ?? set(repo));
      void queryClient.invalidateQueries(trpc.schedule.pathFilter());
      onClose();
    },
  });
  return (
    <Dialog
      open
      held={busy}
      onClose={onClose}
      title={`Schedule ${what}`}
      description="When they are scanned without a request. Daily and weekly scans of different repositories start at different times."
      focusOn="select"
    >
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <ScheduleFields {...fields} />
        {skipped ? <p className="text-sm wrap-anywhere text-muted">Skips {skipped}.</p> : null}
        <FieldError message={failure} />
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy}>
            Save schedule
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/**
 * Calls for one repository after the other until a schedule is saved.
 * @returns what came of each call
 * @throws the refusal of all, which is shown at its field, or the first one if no schedule was saved
 */
async function tryUntilSaved(
  repos: ScheduleReposDialogProps['repos'],
  set: (repo: Pick<Repo, 'id'>) => Promise<unknown>,
): Promise<ReadonlyMap<string, Promise<unknown>>> {
  const tried = new Map<string, Promise<unknown>>();
  for (const repo of repos) {
    const call = set(repo);
    tried.set(repo.id, call);
    try {
      await call;
      return tried;
    } catch (error) {
      const refusal = refusalOf(error);
      // What is wrong with an expression is wrong for all.
      if (refusal.field !== undefined || wouldRefuseAll(refusal)) throw error;
    }
  }
  // None was saved, so this throws.
  await Promise.all(tried.values());
  return tried;
}
