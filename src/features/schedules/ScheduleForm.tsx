'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { ScheduleKind } from '@/domain/schedules/schema';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Schedule } from '@/trpc/types';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { showDone } from '@/ui/toast';
import { SCHEDULE_LABELS } from './scheduleWords';

const KINDS = Object.entries(SCHEDULE_LABELS) as [ScheduleKind, string][];

/** The kind of a schedule, and the expression of a cron schedule. */
export function ScheduleForm({ repoId, schedule }: { repoId: string; schedule: Schedule }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/schedules/schema')).setScheduleInput,
    values: { id: repoId, kind: schedule.kind, cron: schedule.cron ?? '', timeZone: zoneOf(schedule) },
    prepare: (typed) => (typed.kind === 'cron' ? typed : { id: repoId, kind: typed.kind }),
    call: async (typed) => {
      const isOwn = typed.kind === 'cron';
      const saved = await client.schedule.set.mutate(isOwn ? typed : { id: repoId, kind: typed.kind });
      queryClient.setQueryData(trpc.schedule.get.queryKey({ id: repoId }), saved);
      void queryClient.invalidateQueries(trpc.scan.overviews.pathFilter());
      showDone('Saved');
    },
  });
  const kind = form.watch('kind');
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[14rem_minmax(0,1fr)_minmax(0,1fr)]">
        <Field label="Scan" error={errorOf('kind')}>
          {(control) => (
            <Select {...control} {...register('kind')}>
              {KINDS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind === 'cron' ? (
          <>
            <Field
              label="Cron expression"
              hint="Minute, hour, day, month, day of the week. At most every 15 minutes."
              error={errorOf('cron')}
            >
              {(control) => (
                <CodeInput
                  className="font-mono"
                  placeholder="30 4 * * 1-5"
                  {...control}
                  {...register('cron', emptyIsNothing)}
                />
              )}
            </Field>
            <Field label="Time zone" hint="A name such as Europe/Berlin." error={errorOf('timeZone')}>
              {(control) => <CodeInput {...control} {...register('timeZone', emptyIsNothing)} />}
            </Field>
          </>
        ) : null}
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

/** For a new expression, the reader's own time zone. */
function zoneOf({ kind, timeZone }: Schedule): string {
  return kind === 'cron' ? timeZone : Intl.DateTimeFormat().resolvedOptions().timeZone;
}
