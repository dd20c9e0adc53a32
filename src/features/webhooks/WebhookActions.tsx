'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WebhookProvider } from '@/domain/webhooks/rules';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Webhook } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { TurnOn } from './TurnOn';

type WebhookActionsProps = {
  repoId: string;
  webhook: Webhook;
  /** Called with a webhook whose secret is shown now; undefined if there is none. */
  onMade: (webhook: Webhook | undefined) => void;
};

/** Turns a webhook on, at the host or to paste, and off. */
export function WebhookActions({ repoId, webhook, onMade }: WebhookActionsProps) {
  const { mode, provider, connectedHost } = webhook;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.webhook.get.queryFilter({ id: repoId }));
  const turnOn = useMutation(trpc.webhook.set.mutationOptions({ onSuccess: onMade, onSettled }));
  const turnOff = useMutation(
    trpc.webhook.delete.mutationOptions({ onSuccess: () => onMade(undefined), onSettled }),
  );
  const makeSecret = (chosen: WebhookProvider) =>
    turnOn.mutate({ id: repoId, mode: 'manual', provider: chosen });
  const atHost = connectedHost ? (
    <Button busy={turnOn.isPending} onClick={() => turnOn.mutate({ id: repoId, mode: 'provider' })}>
      {mode === 'provider' ? 'Make it again' : `Make it at ${connectedHost}`}
    </Button>
  ) : null;
  return (
    <div className="mt-4">
      {mode === null ? (
        <div className="flex flex-col gap-4">
          {atHost ? (
            <div>
              {atHost}
              <p className="mt-1 text-sm text-muted">
                Through your connection. It is removed there with this repository. Or paste its URL and secret
                there yourself:
              </p>
            </div>
          ) : null}
          <TurnOn likely={provider} busy={turnOn.isPending} onTurnOn={makeSecret} />
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          {mode === 'manual' ? (
            <Button busy={turnOn.isPending} onClick={() => makeSecret(provider)}>
              New secret
            </Button>
          ) : null}
          {atHost}
          <Button busy={turnOff.isPending} onClick={() => turnOff.mutate({ id: repoId })}>
            Turn off
          </Button>
        </div>
      )}
      <FieldError message={messageOf(turnOn.error ?? turnOff.error)} />
    </div>
  );
}
