'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTRPC } from '@/trpc/react';
import { Panel } from '@/ui/Panel';
import { panelStyle } from '@/ui/styles';
import { AddMemberForm } from './AddMemberForm';
import { MemberRow } from './MemberRow';
import { membersInput } from './membersInput';

/** The users with whom a repository is shared. Its creator changes them; a member may leave. */
export function MembersPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const rows = useRef<HTMLDivElement>(null);
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const { data: members } = useSuspenseQuery(trpc.member.list.queryOptions(membersInput(repoId)));
  const isCreator = repo.rights.includes('repos:write');
  return (
    <Panel
      title="Members"
      description="Other users who see this repository with its scans and findings. Only its creator changes its settings or deletes it."
    >
      {isCreator ? <AddMemberForm repoId={repoId} /> : null}
      <div ref={rows} tabIndex={-1} className={`${panelStyle} ${isCreator ? 'mt-5' : ''} outline-none`}>
        {members.items.length === 0 ? (
          <p className="p-4 text-muted">This repository is shared with nobody yet.</p>
        ) : (
          <ul aria-label="Members">
            {members.items.map((member) => (
              // The pressed button disappears with its member.
              <MemberRow
                key={member.userId}
                repoId={repoId}
                member={member}
                isCreator={isCreator}
                isMe={member.userId === me.id}
                onRemoved={() => rows.current?.focus()}
              />
            ))}
          </ul>
        )}
      </div>
      {members.nextCursor ? (
        <p className="mt-2 text-sm text-muted">Only the newest {members.items.length} members are shown.</p>
      ) : null}
    </Panel>
  );
}
