'use client';

import { OFFERED_REASONS } from '@/domain/triages/rules';
import { decisionInput } from '@/domain/triages/schema';
import type { DecisionInput, Finding } from '@/trpc/types';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Field, FieldError, Input, Textarea } from '@/ui/Field';

const WORDS = {
  dismissed: { action: 'Dismiss', title: (what: string) => `Dismiss ${what}` },
  false_positive: {
    action: 'Mark as false positive',
    title: (what: string) => `Mark ${what} as false positive`,
  },
} as const;

type ReasonDialogProps = {
  status: keyof typeof WORDS;
  /** What is decided on: "this finding", "12 findings". */
  what: string;
  /** The present decision, if its reason or end is changed. That is no event, so it takes no comment. */
  present?: Pick<Finding, 'statusReason' | 'statusUntil'> | undefined;
  decide: (decision: DecisionInput) => Promise<unknown>;
  /** Given if somebody else was first: shows the new state. What was typed stays. */
  reload?: (() => Promise<void>) | undefined;
  onClose: () => void;
};

/** Asks for the reason of a decision, and until when it holds. Closes once the decision is made. */
export function ReasonDialog({ status, what, present, decide, reload, onClose }: ReasonDialogProps) {
  const { form, register, submit, busy, errorOf, failure } = useCallForm<DecisionInput>({
    schema: decisionInput,
    values: {
      status,
      reason: present?.statusReason ?? undefined,
      until: present?.statusUntil?.slice(0, 'YYYY-MM-DD'.length),
    },
    call: async (decision) => {
      await decide(decision);
      onClose();
    },
  });
  const setReason = (chosen: string) => form.setValue('reason', chosen, { shouldValidate: true });
  return (
    <Dialog
      open
      held={busy}
      onClose={onClose}
      title={WORDS[status].title(what)}
      focusOn="input"
      description="Scans keep this decision."
    >
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-2">
          <Field label="Reason" error={errorOf('reason')}>
            {(control) => (
              <Input
                autoComplete="off"
                maxLength={200}
                {...control}
                {...register('reason', emptyIsNothing)}
              />
            )}
          </Field>
          <fieldset className="flex flex-wrap gap-2">
            <legend className="sr-only">Common reasons</legend>
            {OFFERED_REASONS.map((offered) => (
              <Button key={offered} onClick={() => setReason(offered)}>
                {offered}
              </Button>
            ))}
          </fieldset>
        </div>
        <Field label="Until (optional)" hint="From this day on it is open again." error={errorOf('until')}>
          {(control) => <Input type="date" {...control} {...register('until', emptyIsNothing)} />}
        </Field>
        {present ? null : (
          <Field label="Comment (optional)" error={errorOf('comment')}>
            {(control) => <Textarea {...control} {...register('comment', emptyIsNothing)} />}
          </Field>
        )}
        <FieldError message={failure} />
        {failure && reload ? (
          <Button onClick={() => void reload().then(() => form.clearErrors('root'))}>
            Reload the finding
          </Button>
        ) : null}
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy}>
            {WORDS[status].action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
