import type { ScheduleKind } from '@/domain/schedules/schema';
import { emptyIsNothing } from '@/trpc/useCallForm';
import { CodeInput, Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { SCHEDULE_LABELS } from './scheduleWords';
import type { useScheduleForm } from './useScheduleForm';

const KINDS = Object.entries(SCHEDULE_LABELS) as [ScheduleKind, string][];

type ScheduleFieldsProps = Pick<ReturnType<typeof useScheduleForm>, 'form' | 'register' | 'errorOf'>;

/** The kind of a schedule, and the expression of a cron schedule. */
export function ScheduleFields({ form, register, errorOf }: ScheduleFieldsProps) {
  return (
    <>
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
      {form.watch('kind') === 'cron' ? (
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
    </>
  );
}
