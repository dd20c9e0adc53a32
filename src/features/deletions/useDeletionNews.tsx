import { useEffect, useRef } from 'react';
import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import type { Deletion } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { showNews } from '@/ui/toast';
import { nameOf } from './deletionText';

/** Tells, with a link to its receipt, of each deletion that has left the list of unfinished ones. */
export function useDeletionNews(unfinished: readonly Deletion[]): void {
  const client = useTRPCClient();
  const before = useRef(unfinished);
  useEffect(() => {
    const left = before.current.filter(({ id }) => !unfinished.some((deletion) => deletion.id === id));
    before.current = unfinished;
    if (left.length === 0) return;
    // What is newer may have pushed it off the list's end: only its receipt says that it is over.
    const receipts = left.map(({ id }) => client.deletion.byId.query({ id }));
    void Promise.allSettled(receipts).then((answers) => {
      const finished = answers.flatMap((answer) =>
        answer.status === 'fulfilled' && answer.value.state === 'finished' ? [answer.value] : [],
      );
      tell(finished);
    });
  }, [unfinished, client]);
}

function tell(finished: readonly Deletion[]): void {
  const [first] = finished;
  if (!first) return;
  const alone = finished.length === 1;
  showNews(
    <>
      {alone ? `${nameOf(first)} is deleted.` : `${countOf(finished.length, 'deletion')} are finished.`}{' '}
      <PageLink href={alone ? paths.deletion(first.id) : paths.deletions()} className={linkStyle}>
        {alone ? 'See the receipt' : 'See the receipts'}
      </PageLink>
    </>,
  );
}
