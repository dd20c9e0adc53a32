'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { ProviderButtons } from './ProviderButtons';

/** The providers by which the reader signs in, and those that they can connect. */
export function IdentitiesPanel({ problem }: { problem: string | undefined }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.identity.waysIn.queryOptions());
  const list = useRef<HTMLUListElement>(null);
  const disconnect = useMutation(
    trpc.identity.disconnect.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.identity.waysIn.queryFilter()),
      // The pressed button disappears with its row.
      onSuccess: () => list.current?.focus(),
    }),
  );
  const { identities, providers } = data;
  if (identities.length === 0 && providers.length === 0) return null;
  const nameOf = (id: string) =>
    providers.find((provider) => provider.id === id)?.name ?? 'A former provider';
  const missing = providers.filter(({ id }) => !identities.some(({ provider }) => provider === id));
  return (
    <Panel title="Sign-in providers" description="Accounts elsewhere with which you can sign in here.">
      <div className="flex flex-col gap-3">
        <FieldError message={messageOf(disconnect.error) ?? problem} />
        <ul ref={list} tabIndex={-1} aria-label="Sign-in providers" className="outline-none">
          {identities.map(({ id, provider, label, lastUsedAt }) => (
            <li
              key={id}
              className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line py-2 last:border-0"
            >
              <div className="min-w-0">
                <span className="font-medium">{nameOf(provider)}</span>
                <div className="text-sm break-words text-muted">
                  {label}, last used <Time value={lastUsedAt} />
                </div>
              </div>
              <Button
                aria-label={`Disconnect ${nameOf(provider)} (${label})`}
                busy={disconnect.isPending && disconnect.variables.id === id}
                onClick={() => disconnect.mutate({ id })}
              >
                Disconnect
              </Button>
            </li>
          ))}
        </ul>
        <ProviderButtons providers={missing} next={paths.settings()} verb="Connect" />
      </div>
    </Panel>
  );
}
