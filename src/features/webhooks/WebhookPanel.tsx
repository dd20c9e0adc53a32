'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Webhook } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { Deliveries } from './Deliveries';
import { MadeWebhook } from './MadeWebhook';
import { TurnOn } from './TurnOn';
import { STATE_WORDS } from './webhookWords';

/** The webhook of a repository: turned on, its secret shown once, and what has arrived. */
export function WebhookPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: webhook } = useSuspenseQuery(trpc.webhook.get.queryOptions({ id: repoId }));
  const [made, setMade] = useState<Webhook>();
  const onSettled = () => queryClient.invalidateQueries(trpc.webhook.get.queryFilter({ id: repoId }));
  const turnOn = useMutation(trpc.webhook.set.mutationOptions({ onSuccess: setMade, onSettled }));
  const turnOff = useMutation(
    trpc.webhook.delete.mutationOptions({ onSuccess: () => setMade(undefined), onSettled }),
  );
  const mayChange = repo.rights.includes('repos:write');
  const { mode, provider, state } = webhook;
  return (
    <Panel title="Webhook" description="The Git host reports each push, and Heimdall scans it at once.">
      {made ? <MadeWebhook webhook={made} /> : null}
      {state === 'off' ? null : (
        <div className="flex flex-col gap-3">
          <p>{STATE_WORDS[state]}</p>
          {made ? null : <CodeBlock text={webhook.url} label="Copy the URL" />}
        </div>
      )}
      {mayChange ? null : <p className="text-muted">{state === 'off' ? 'It is off.' : VIEWS_ONLY}</p>}
      {mayChange && mode === null ? (
        <TurnOn
          likely={provider}
          busy={turnOn.isPending}
          onTurnOn={(chosen) => turnOn.mutate({ id: repoId, mode: 'manual', provider: chosen })}
        />
      ) : null}
      {mayChange && mode !== null ? (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button
            busy={turnOn.isPending}
            onClick={() => turnOn.mutate({ id: repoId, mode: 'manual', provider })}
          >
            New secret
          </Button>
          <Button busy={turnOff.isPending} onClick={() => turnOff.mutate({ id: repoId })}>
            Turn off
          </Button>
        </div>
      ) : null}
      <FieldError message={messageOf(turnOn.error ?? turnOff.error)} />
      <Deliveries repoId={repoId} isOn={mode !== null} />
    </Panel>
  );
}
