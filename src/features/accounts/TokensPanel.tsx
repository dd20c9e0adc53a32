'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { nextPage } from '@/lib/nextPage';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { ApiToken, NewApiToken } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { FieldError } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { NewTokenForm } from './NewTokenForm';

/** API tokens: made, shown once, listed, revoked. */
export function TokensPanel({ baseUrl }: { baseUrl: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<NewApiToken>();
  const list = useInfiniteQuery(
    trpc.account.listTokens.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const tokens = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const refresh = () => queryClient.invalidateQueries(trpc.account.listTokens.infiniteQueryFilter());
  return (
    <Panel
      title="API tokens"
      description="For scripts and CI: each may do what its scopes say, as you, until it expires or is revoked."
    >
      {made ? <MadeToken made={made} baseUrl={baseUrl} /> : null}
      <NewTokenForm
        onMade={(token) => {
          setMade(token);
          void refresh();
        }}
      />
      <FieldError message={list.error ? refusalOf(list.error).message : undefined} />
      {tokens.length > 0 ? (
        <ul aria-label="API tokens" className="mt-5 border-t border-line">
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onRevoked={() => {
                if (made?.id === token.id) setMade(undefined);
                return refresh();
              }}
            />
          ))}
        </ul>
      ) : (
        <p className="mt-5 text-muted">There is no token yet.</p>
      )}
      {list.hasNextPage ? (
        <Button className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </Panel>
  );
}

function MadeToken({ made, baseUrl }: { made: NewApiToken; baseUrl: string }) {
  const curl = `curl ${baseUrl}/api/repos -H 'Authorization: Bearer ${made.token}'`;
  return (
    <Notice tone="good" className="mb-5">
      <div className="flex flex-col gap-2" role="status">
        <p>
          The token <strong>{made.name}</strong> is made. Copy it now: it is not shown again.
        </p>
        <CodeBlock text={made.token} label="Copy the token" />
        <p>With it, from a shell:</p>
        <CodeBlock text={curl} label="Copy the curl command" />
      </div>
    </Notice>
  );
}

function TokenRow({ token, onRevoked }: { token: ApiToken; onRevoked: () => Promise<void> }) {
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(trpc.account.revokeToken.mutationOptions({ onSuccess: onRevoked }));
  return (
    <li className="border-b border-line py-2 last:border-0">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <span className="font-medium">{token.name}</span>
          <div className="text-sm text-muted">
            {token.scopes.join(', ')} · expires <Time value={token.expiresAt} />
          </div>
        </div>
        {asking ? (
          <div className="flex gap-2">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button
              variant="danger"
              autoFocus
              busy={revoke.isPending}
              onClick={() => revoke.mutate({ id: token.id })}
            >
              Revoke for good
            </Button>
          </div>
        ) : (
          <Button aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
            Revoke
          </Button>
        )}
      </div>
      <FieldError message={revoke.error ? refusalOf(revoke.error).message : undefined} />
    </li>
  );
}
