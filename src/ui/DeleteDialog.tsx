'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './Button';
import { Dialog, DialogActions } from './Dialog';
import { CodeInput, Field, FieldError } from './Field';

type DeleteDialogProps = {
  title: string;
  /** What is deleted with it, in a sentence. */
  description: ReactNode;
  /** The same in detail. */
  details?: ReactNode;
  /** The name to type before the button works, in any case; without one, nothing has to be typed. */
  name: string | undefined;
  /** The button's label: "Delete repository". */
  action: string;
  /** What would be deleted is still being counted. */
  waits?: boolean;
  /** The server is deleting. The dialog stays until it has answered. */
  busy: boolean;
  error: string | undefined;
  onDelete: () => void;
  onClose: () => void;
};

/** Asks before a deletion, and shows that it is running or why it failed. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { title, description, details, name, action, waits = false, busy, error, onDelete, onClose } = props;
  const [typed, setTyped] = useState('');
  const named = name === undefined || typed.trim().toLowerCase() === name.toLowerCase();
  const idle = waits || !named || busy;
  const field = useRef<HTMLInputElement>(null);
  // The field may appear later than the dialog, when what would be deleted has been counted.
  useEffect(() => {
    if (name !== undefined) field.current?.focus();
  }, [name]);
  return (
    <Dialog open held={busy} onClose={onClose} title={title} description={description} focusOn="input">
      {details}
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!idle) onDelete();
        }}
      >
        {name === undefined ? null : (
          <Field label={`Type ${name} to confirm`}>
            {(control) => (
              <CodeInput
                ref={field}
                value={typed}
                onChange={({ target }) => setTyped(target.value)}
                {...control}
              />
            )}
          </Field>
        )}
        <FieldError message={error} />
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="danger" busy={busy} aria-disabled={idle || undefined}>
            {busy ? 'Deleting…' : action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
