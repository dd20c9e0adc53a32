'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { FindingEvent } from '@/trpc/types';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Textarea } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { eventWords, type Readers } from './eventWords';
import { useFindingEvents } from './useFindingEvents';

/** What happened to a finding, newest first, and a form for a comment. */
export function FindingHistory({ id, mayComment }: { id: string; mayComment: boolean }) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const { events, names, progress } = useFindingEvents(id);
  return (
    <Panel title="History">
      {mayComment ? <CommentForm id={id} /> : null}
      {events.length > 0 ? (
        <ol
          aria-label="History"
          className={`flex flex-col gap-3 ${mayComment ? 'mt-5 border-t border-line pt-4' : ''}`}
        >
          {events.map((event) => (
            <Event key={event.id} event={event} who={{ me: me.id, names }} />
          ))}
        </ol>
      ) : null}
      <FieldError message={progress.failure} />
      {progress.hasMore || progress.failure ? (
        <Button
          className="mt-4"
          busy={progress.loadingMore}
          onClick={progress.failure ? progress.retry : progress.loadMore}
        >
          {progress.failure ? 'Try again' : 'Show older'}
        </Button>
      ) : null}
    </Panel>
  );
}

function Event({ event, who }: { event: FindingEvent; who: Readers }) {
  const { type, comment, createdAt } = event;
  const isComment = type === 'commented';
  return (
    <li className="animate-appear">
      <p className="flex flex-col justify-between gap-x-4 sm:flex-row sm:items-baseline">
        <span className="min-w-0">
          {eventWords(event, who)}
          {comment && !isComment ? `: ${comment}` : null}
        </span>
        <span className="shrink-0 text-sm text-muted">
          <Time value={createdAt} />
        </span>
      </p>
      {comment && isComment ? (
        <p className="mt-1 max-w-prose rounded-md bg-sunken px-3 py-2 whitespace-pre-line">{comment}</p>
      ) : null}
    </li>
  );
}

function CommentForm({ id }: { id: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/events/schema')).addCommentInput,
    values: { id },
    call: async (typed) => {
      await client.triage.comment.mutate(typed);
      form.reset({ id, comment: '' });
      await queryClient.invalidateQueries(trpc.triage.events.infiniteQueryFilter({ id }));
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label="Comment" error={errorOf('comment')}>
        {(control) => <Textarea {...control} {...register('comment')} />}
      </Field>
      <FieldError message={failure} />
      <div>
        <Button type="submit" busy={busy}>
          Add comment
        </Button>
      </div>
    </form>
  );
}
