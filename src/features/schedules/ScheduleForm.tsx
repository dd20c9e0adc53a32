'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Schedule } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { showDone } from '@/ui/toast';
import { ScheduleFields } from './ScheduleFields';
import { useScheduleForm } from './useScheduleForm';

/** Sets the schedule of a repository. */
export function ScheduleForm({ repoId, schedule }: { repoId: string; schedule: Schedule }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { submit, busy, failure, ...fields } = useScheduleForm({
    repoId,
    schedule,
    call: async (input) => {
      const saved = await client.schedule.set.mutate(input);
      queryClient.setQueryData(trpc.schedule.get.queryKey({ id: repoId }), saved);
      void queryClient.invalidateQueries(trpc.scan.overviews.pathFilter());
      showDone('Saved');
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)_minmax(0,1fr)]">
        <ScheduleFields {...fields} />
      </div>
      <FieldError message={failure} />
      <div>
        <Button type="submit" busy={busy}>
          Save schedule
        </Button>
      </div>
    </form>
  );
}
