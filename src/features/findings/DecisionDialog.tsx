'use client';

import { type FormEvent, useState } from 'react';
import { OFFERED_REASONS } from '@/domain/triages/rules';
import { messageOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Field, FieldError, Input } from '@/ui/Field';
import type { Decision } from './useTriage';

/** Decisions that need a reason, each with its usual one. */
const KINDS = {
  dismissed: { title: 'Dismiss', usual: 'Used in tests' },
  false_positive: { title: 'False positive', usual: 'Not a secret' },
} as const;

export type DecisionDialogProps = {
  kind: keyof typeof KINDS;
  /** What the decision is about, such as `2 findings`. */
  about: string;
  onDecide: (decision: Decision) => Promise<unknown>;
  onClose: () => void;
};

/** Asks for the reason of a decision, and until when it holds. */
export function DecisionDialog({ kind, about, onDecide, onClose }: DecisionDialogProps) {
  const { title, usual } = KINDS[kind];
  const [chosen, setChosen] = useState<string>(usual);
  const [own, setOwn] = useState('');
  const [until, setUntil] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const reason = chosen === '' ? own.trim() : chosen;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (reason === '') {
      setFailure('Type a reason, or choose one.');
      return;
    }
    setBusy(true);
    try {
      await onDecide({ status: kind, reason, ...(until ? { until } : {}) });
      onClose();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <Dialog open title={`${title}: ${about}`} onClose={onClose} held={busy} focusOn="input:checked">
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">Reason</legend>
          {[...OFFERED_REASONS, ''].map((one) => (
            <label key={one} className="flex items-center gap-2 py-0.5">
              <input
                type="radio"
                name="reason"
                className="size-4 shrink-0 accent-accent"
                checked={chosen === one}
                onChange={() => setChosen(one)}
              />
              {one || 'Another reason'}
            </label>
          ))}
          {chosen === '' ? (
            <Input
              aria-label="Your reason"
              className="mt-1"
              maxLength={200}
              autoComplete="off"
              value={own}
              onChange={({ target }) => setOwn(target.value)}
            />
          ) : null}
        </fieldset>
        <Field label="Until (optional)" hint="On this day the finding is open again by itself.">
          {(control) => (
            <Input
              {...control}
              type="date"
              className="max-w-44"
              value={until}
              onChange={({ target }) => setUntil(target.value)}
            />
          )}
        </Field>
        <FieldError message={failure} />
        <DialogActions>
          <Button onClick={() => busy || onClose()}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {title}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
