'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionState, Revocation } from '@/domain/connections/rules';
import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Connection } from '@/trpc/types';
import { Badge, type BadgeStyle } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { showNews } from '@/ui/toast';
import type { DisconnectQuestionProps } from './DisconnectQuestion';
import { disconnectedText } from './disconnectedText';
import { PROVIDER_WORDS } from './providerWords';
import { scopesText } from './scopesText';
import { useReconnect } from './useLeave';

const STATES: Record<ConnectionState, { label: string; appearance: BadgeStyle }> = {
  ok: { label: 'Works', appearance: { tone: 'good', icon: CircleCheck } },
  refused: { label: 'Reconnect', appearance: { tone: 'danger', icon: CircleAlert } },
  expired: { label: 'Expired', appearance: { tone: 'danger', icon: CircleAlert } },
};

const disconnectQuestion: Part<DisconnectQuestionProps> = {
  fetch: async () => (await import('./DisconnectQuestion')).DisconnectQuestion,
};

type ConnectionRowProps = { connection: Connection; onRemoved: () => void };

/** A connected account: its state, and what can be done with it. */
export function ConnectionRow({ connection, onRemoved }: ConnectionRowProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const onSettled = () => queryClient.invalidateQueries(trpc.connection.list.infiniteQueryFilter());
  const check = useMutation(trpc.connection.check.mutationOptions({ onSettled }));
  const { id, account, host, provider, state, stateMessage } = connection;
  const onSuccess = ({ revocation }: { revocation: Revocation | null }) => {
    showNews(disconnectedText(host, revocation));
    onRemoved();
  };
  const remove = useMutation(trpc.connection.delete.mutationOptions({ onSuccess, onSettled }));
  const reconnect = useReconnect(connection);
  const { label, appearance } = STATES[state];
  const name = `${account} on ${host}`;
  return (
    <li className="border-b border-line px-4 py-3 last:border-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium break-all">{name}</span>
            <Badge appearance={appearance}>{label}</Badge>
          </div>
          <Facts connection={connection} />
          {stateMessage ? <p className="mt-1 text-sm">{stateMessage}</p> : null}
        </div>
        {isAsking ? null : (
          <div className="flex flex-wrap gap-2">
            {reconnect.isOffered ? (
              <Button variant="primary" busy={reconnect.isLeaving} onClick={reconnect.leave}>
                Reconnect
              </Button>
            ) : null}
            {provider === 'basic' ? null : (
              <>
                <PageLink href={paths.connection(id)} className={buttonStyle()}>
                  Add repositories
                </PageLink>
                <Button busy={check.isPending} onClick={() => check.mutate({ id })}>
                  Check
                </Button>
              </>
            )}
            <Button aria-label={`Disconnect ${name}`} onClick={() => setAsking(true)}>
              Disconnect
            </Button>
          </div>
        )}
      </div>
      {isAsking ? (
        <OnDemand
          part={disconnectQuestion}
          onMissing={() => setAsking(false)}
          with={{
            id,
            busy: remove.isPending,
            onKeep: () => setAsking(false),
            onDisconnect: () => remove.mutate({ id }),
          }}
        />
      ) : null}
      <FieldError message={messageOf(check.error ?? remove.error ?? reconnect.error)} />
    </li>
  );
}

function Facts({ connection }: { connection: Connection }) {
  const { provider, kind, repos, createdAt, lastUsedAt, expiresAt, state } = connection;
  return (
    <p className="text-sm text-muted">
      {PROVIDER_WORDS[provider].name}
      {kind === 'oauth' ? ' by OAuth' : ''}
      {` · ${scopesText(connection)} · `}
      {countOf(repos, 'repository', 'repositories')} · connected <Time value={createdAt} />
      {lastUsedAt ? (
        <>
          {' '}
          · used <Time value={lastUsedAt} />
        </>
      ) : null}
      {expiresAt && !(kind === 'oauth' && state === 'ok') ? (
        <>
          {' '}
          · expires <Time value={expiresAt} />
        </>
      ) : null}
    </p>
  );
}
