'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import Bowser from 'bowser';
import { useRef } from 'react';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Session } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';

/** The reader's sessions, each with a button that revokes it. */
export function SessionsPanel() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: sessions } = useSuspenseQuery(trpc.session.list.queryOptions());
  const list = useRef<HTMLUListElement>(null);
  const settled = {
    // Also after a refusal, as the session may have ended elsewhere.
    onSettled: () => queryClient.invalidateQueries(trpc.session.list.queryFilter()),
    // The pressed button disappears with its session.
    onSuccess: () => list.current?.focus(),
  };
  const end = useMutation(trpc.session.end.mutationOptions(settled));
  const endOthers = useMutation(trpc.session.endOthers.mutationOptions(settled));
  const failure = end.error ?? endOthers.error;
  const others =
    sessions.length > 1 ? (
      <Button
        busy={endOthers.isPending}
        onClick={() => {
          end.reset();
          endOthers.mutate();
        }}
      >
        Revoke all others
      </Button>
    ) : undefined;
  return (
    <Panel title="Sessions" description="A session that is not used ends after 7 days." action={others}>
      <FieldError message={messageOf(failure)} />
      <ul ref={list} tabIndex={-1} aria-label="Sessions" className="outline-none">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0"
          >
            <div className="min-w-0">
              <span className="font-medium">{deviceOf(session.userAgent)}</span>
              {session.current ? <span className="ml-2 text-sm text-good">This session</span> : null}
              <div className="text-sm text-muted">
                {session.address ? `From ${session.address}, signed` : 'Signed'} in{' '}
                <Time value={session.createdAt} />
              </div>
            </div>
            {session.current ? null : (
              <Button
                aria-label={`Revoke the session of ${deviceOf(session.userAgent)}`}
                busy={end.isPending && end.variables.id === session.id}
                onClick={() => {
                  endOthers.reset();
                  end.mutate({ id: session.id });
                }}
              >
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** `Firefox on Linux`; a client that is no browser, such as a script, by its own name. */
function deviceOf(userAgent: Session['userAgent']): string {
  if (!userAgent) return 'Unknown device';
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return userAgent.slice(0, 60);
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
