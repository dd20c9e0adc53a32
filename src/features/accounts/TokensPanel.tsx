'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { ApiToken, NewApiToken } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { FieldError } from '@/ui/Field';
import { ListFrame } from '@/ui/ListFrame';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { NewTokenForm } from './NewTokenForm';

/** API tokens: create, list, revoke. A token is shown once. */
export function TokensPanel({ baseUrl }: { baseUrl: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<NewApiToken>();
  const list = useInfiniteQuery(
    trpc.account.listTokens.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const { items: tokens, progress } = listOf(list);
  const rows = useRef<HTMLDivElement>(null);
  const refresh = () => queryClient.invalidateQueries(trpc.account.listTokens.infiniteQueryFilter());
  return (
    <Panel
      title="API tokens"
      description="For scripts and CI. Each acts as you, within its scopes, until it expires or is revoked."
    >
      {made ? <MadeToken made={made} baseUrl={baseUrl} /> : null}
      <NewTokenForm
        onMade={(token) => {
          setMade(token);
          void refresh();
        }}
      />
      <div ref={rows} tabIndex={-1} className="mt-5 outline-none">
        <ListFrame
          {...progress}
          isEmpty={tokens.length === 0}
          empty={<p className="p-4 text-muted">There is no token yet.</p>}
        >
          <ul aria-label="API tokens">
            {tokens.map((token) => (
              <TokenRow
                key={token.id}
                token={token}
                onRevoked={() => {
                  if (made?.id === token.id) setMade(undefined);
                  // The pressed button disappears with its token.
                  rows.current?.focus();
                }}
                onSettled={refresh}
              />
            ))}
          </ul>
        </ListFrame>
      </div>
    </Panel>
  );
}

function MadeToken({ made, baseUrl }: { made: NewApiToken; baseUrl: string }) {
  const curl = `curl ${baseUrl}/api/repos -H 'Authorization: Bearer ${made.token}'`;
  return (
    <Notice tone="good" className="mb-5">
      <div className="flex flex-col gap-2" role="status">
        <p>
          The token <strong>{made.name}</strong> has been created. Copy it now: it is not shown again.
        </p>
        <CodeBlock text={made.token} label="Copy the token" />
        <p>To use it from a shell:</p>
        <CodeBlock text={curl} label="Copy the curl command" />
      </div>
    </Notice>
  );
}

type TokenRowProps = { token: ApiToken; onRevoked: () => void; onSettled: () => Promise<void> };

function TokenRow({ token, onRevoked, onSettled }: TokenRowProps) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState<'not yet' | 'now' | 'no longer'>('not yet');
  const revoke = useMutation(trpc.account.revokeToken.mutationOptions({ onSuccess: onRevoked, onSettled }));
  const expired = new Date(token.expiresAt) < new Date();
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <span className="font-medium">{token.name}</span>
          <div className="text-sm text-muted">
            {token.scopes.join(', ')} · {expired ? 'expired' : 'expires'} <Time value={token.expiresAt} />
          </div>
        </div>
        {asking === 'now' ? (
          <div className="flex gap-2">
            <Button onClick={() => setAsking('no longer')}>Keep it</Button>
            <Button
              variant="danger"
              autoFocus
              busy={revoke.isPending}
              onClick={() => revoke.mutate({ id: token.id })}
            >
              Revoke permanently
            </Button>
          </div>
        ) : (
          <Button
            aria-label={`Revoke ${token.name}`}
            autoFocus={asking === 'no longer'}
            onClick={() => setAsking('now')}
          >
            Revoke
          </Button>
        )}
      </div>
      <FieldError message={messageOf(revoke.error)} />
    </li>
  );
}
