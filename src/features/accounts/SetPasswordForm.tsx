'use client';

import { useState } from 'react';
import { createApiClient } from '@/trpc/client';

type State = { kind: 'asking' | 'sending' | 'done' } | { kind: 'refused'; message: string };

/** Asks for a new password and sets it through a one-time link. What was typed stays when it is refused. */
export function SetPasswordForm({ token }: { token: string }) {
  const [state, setState] = useState<State>({ kind: 'asking' });

  async function send(form: FormData): Promise<void> {
    setState({ kind: 'sending' });
    try {
      await createApiClient('').account.setPassword.mutate({ token, password: String(form.get('password')) });
      setState({ kind: 'done' });
    } catch (error) {
      setState({
        kind: 'refused',
        message: error instanceof Error ? error.message : 'The password was not set',
      });
    }
  }

  if (state.kind === 'done') return <p role="status">Your password is set, and you are signed in.</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      <label htmlFor="password">New password, 8 to 128 characters</label>
      <input id="password" name="password" type="password" autoComplete="new-password" required />
      {state.kind === 'refused' ? <p role="alert">{state.message}</p> : null}
      <button type="submit" disabled={state.kind === 'sending'}>
        {state.kind === 'sending' ? 'Setting password…' : 'Set password'}
      </button>
    </form>
  );
}
