'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { DeployKey } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { showDone } from '@/ui/toast';
import { KeyAtHost } from './KeyAtHost';

/** Where each host takes a deploy key. */
const PLACES = [
  ['GitHub', 'Settings → Deploy keys → Add deploy key. Leave “Allow write access” off.'],
  ['GitLab', 'Settings → Repository → Deploy keys → Add new key. Leave “Grant write permissions” off.'],
  ['Gitea, Forgejo', 'Settings → Deploy keys → Add deploy key. Leave “Enable write access” off.'],
  ['Other hosts', 'Add it as a line to ~/.ssh/authorized_keys of the user in the address.'],
];

/** The key by which Heimdall reads a repository over ssh, and where to add it. */
export function DeployKeyPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: key } = useSuspenseQuery(trpc.deployKey.get.queryOptions({ id: repoId }));
  // A probe may have pinned the host's key.
  const { checkedAt } = repo.remote;
  const seen = useRef(checkedAt);
  useEffect(() => {
    if (seen.current === checkedAt) return;
    seen.current = checkedAt;
    void queryClient.invalidateQueries(trpc.deployKey.get.queryFilter({ id: repoId }));
  }, [checkedAt, queryClient, trpc, repoId]);
  return (
    <div id="deploy-key" className="scroll-mt-4">
      <Panel
        title="Deploy key"
        description="Add this public key at the Git host, so that Heimdall can read this repository and no other. It never needs to write."
      >
        <CodeBlock text={key.publicKey} label="Copy the public key" />
        <KeyFacts deployKey={key} />
        <KeyAtHost repoId={repoId} deployKey={key} mayAdd={repo.rights.includes('repos:write')} />
        <ul className="mt-4 flex flex-col gap-1 text-sm">
          {PLACES.map(([host, place]) => (
            <li key={host}>
              <span className="font-medium">{host}:</span> <span className="text-muted">{place}</span>
            </li>
          ))}
        </ul>
        {repo.rights.includes('repos:write') ? <NewKey repoId={repoId} /> : null}
      </Panel>
    </div>
  );
}

function KeyFacts({ deployKey }: { deployKey: DeployKey }) {
  const { fingerprint, createdAt, hostKeyFingerprint, pinnedAt } = deployKey;
  return (
    <dl className="mt-4 grid gap-x-4 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-muted">Fingerprint</dt>
      <dd>
        <code className="font-mono text-sm break-all">{fingerprint}</code>
        <div className="text-sm text-muted">
          made <Time value={createdAt} />
        </div>
      </dd>
      <dt className="text-muted max-sm:mt-1">Host key</dt>
      <dd>
        {hostKeyFingerprint && pinnedAt ? (
          <>
            <code className="font-mono text-sm break-all">{hostKeyFingerprint}</code>
            <div className="text-sm text-muted">
              pinned <Time value={pinnedAt} />. Compare it with the one that the host publishes.
            </div>
          </>
        ) : (
          <span className="text-muted">Pinned at the first connection.</span>
        )}
      </dd>
    </dl>
  );
}

/** Makes a new key after a second click, as the present one is then useless. */
function NewKey({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const replace = useMutation(
    trpc.deployKey.replace.mutationOptions({
      onSuccess: async (made) => {
        queryClient.setQueryData(trpc.deployKey.get.queryKey({ id: repoId }), made);
        setAsked(false);
        showDone(
          made.addedTo ? `Made, and added at ${made.addedTo}.` : 'Made. Add the new key at the Git host.',
        );
        await queryClient.invalidateQueries(trpc.repo.byId.queryFilter({ id: repoId }));
      },
    }),
  );
  if (!asked)
    return (
      <div className="mt-4">
        <Button onClick={() => setAsked(true)}>Make a new key</Button>
      </div>
    );
  return (
    <div className="mt-4">
      <p>
        The present key stops working at once, and the host key is forgotten. Scans fail until the new key is
        added at the Git host.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          autoFocus
          variant="danger"
          busy={replace.isPending}
          onClick={() => replace.mutate({ id: repoId })}
        >
          Replace the key
        </Button>
        <Button onClick={() => setAsked(false)}>Cancel</Button>
      </div>
      <FieldError message={messageOf(replace.error)} />
    </div>
  );
}
