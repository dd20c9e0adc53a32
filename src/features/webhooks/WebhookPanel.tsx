'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import type { Webhook } from '@/trpc/types';
import { CodeBlock } from '@/ui/CodeBlock';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Deliveries } from './Deliveries';
import { MadeWebhook } from './MadeWebhook';
import { WebhookActions } from './WebhookActions';
import { STATE_WORDS } from './webhookWords';

/** The webhook of a repository: turned on, its secret shown once, and what has arrived. */
export function WebhookPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: webhook } = useSuspenseQuery(trpc.webhook.get.queryOptions({ id: repoId }));
  const [made, setMade] = useState<Webhook>();
  const { mode, state, message } = webhook;
  const shown = made?.secret ? made : undefined;
  return (
    <Panel title="Webhook" description="The Git host reports each push, and Heimdall scans it at once.">
      {shown ? <MadeWebhook webhook={shown} /> : null}
      {message ? (
        <Notice tone="warning" className="mb-4">
          {message}
        </Notice>
      ) : null}
      {state === 'off' ? null : (
        <div className="flex flex-col gap-3">
          <p>{STATE_WORDS[state]}</p>
          {shown || mode === 'provider' ? null : <CodeBlock text={webhook.url} label="Copy the URL" />}
        </div>
      )}
      {repo.rights.includes('repos:write') ? (
        <WebhookActions repoId={repoId} webhook={webhook} onMade={setMade} />
      ) : (
        <p className="text-muted">{state === 'off' ? 'It is off.' : VIEWS_ONLY}</p>
      )}
      <Deliveries repoId={repoId} isOn={mode !== null} />
    </Panel>
  );
}
