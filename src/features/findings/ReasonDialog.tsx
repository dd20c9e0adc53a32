'use client';

import type { DecisionInput, Finding } from '@/trpc/types';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Field, FieldError, Input, Textarea } from '@/ui/Field';
import { ReasonField } from './ReasonField';

/** Decisions that need a reason, each with its usual one. */
const WORDS = {
  dismissed: {
    ...{ action: 'Dismiss', usual: 'Used in tests' },
    title: (what: string) => `Dismiss ${what}`,
  },
  false_positive: {
    ...{ action: 'Mark as false positive', usual: 'Not a secret' },
    title: (what: string) => `Mark ${what} as false positive`,
  },
} as const;

export type ReasonDialogProps = {
  status: keyof typeof WORDS;
  /** What is decided on: "this finding", "12 findings". */
  what: string;
  /** The present decision, if its reason or end is changed. That is no event, so it takes no comment. */
  present?: Pick<Finding, 'statusReason' | 'statusUntil'> | undefined;
  decide: (decision: DecisionInput) => Promise<unknown>;
  /** What somebody else has decided meanwhile. */
  news?: string | undefined;
  /** Given if somebody else was first: shows the new state. What was typed stays. */
  reload?: (() => Promise<void>) | undefined;
  onClose: () => void;
};

/** Asks for the reason of a decision, and until when it holds. Closes once the decision is made. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { status, what, present, decide, news, reload, onClose } = props;
  const reason = present?.statusReason ?? WORDS[status].usual;
  const { form, register, submit, busy, errorOf, failure } = useCallForm<DecisionInput>({
    schema: async () => (await import('@/domain/triages/schema')).decisionInput,
    // An empty text is no reason.
    prepare: (typed) => ({ ...typed, reason: typed.reason?.trim() ? typed.reason : undefined }),
    values: { status, reason, until: present?.statusUntil?.slice(0, 'YYYY-MM-DD'.length) },
    call: async (decision) => {
      await decide(decision);
      onClose();
    },
  });
  return (
    <Dialog
      open
      held={busy}
      onClose={onClose}
      title={WORDS[status].title(what)}
      focusOn="input:checked"
      description="Scans keep this decision."
    >
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <ReasonField
          first={reason}
          control={register('reason')}
          error={errorOf('reason')}
          onChoose={(chosen) => {
            form.setValue('reason', chosen);
            form.clearErrors('reason');
          }}
        />
        <Field label="Until (optional)" hint="From this day on it is open again." error={errorOf('until')}>
          {(control) => (
            <Input type="date" className="max-w-44" {...control} {...register('until', emptyIsNothing)} />
          )}
        </Field>
        {present ? null : (
          <Field label="Comment (optional)" error={errorOf('comment')}>
            {(control) => <Textarea {...control} {...register('comment', emptyIsNothing)} />}
          </Field>
        )}
        <FieldError message={failure && (news ?? failure)} />
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
