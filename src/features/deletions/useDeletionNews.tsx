import { useEffect, useRef } from 'react';
import { countOf } from '@/lib/format';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import type { Deletion } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { showNews } from '@/ui/toast';
import { nameOf } from './deletionText';

/** Shows a message, with a link to the receipt, for each deletion that has left the list of unfinished ones. */
export function useDeletionNews(unfinished: readonly Deletion[]): void {
  const client = useTRPCClient();
  const before = useRef(unfinished);
  useEffect(() => {
    const left = before.current.filter(({ id }) => !unfinished.some((deletion) => deletion.id === id));
    before.current = unfinished;
    if (left.length === 0) return;
    // A newer deletion may have pushed it off the list. Only its receipt says whether it has finished.
    const receipts = left.map(({ id }) => client.deletion.byId.query({ id }));
    void Promise.allSettled(receipts).then((answers) => {
      const finished = answers.flatMap((answer) =>
        answer.status === 'fulfilled' && answer.value.state === 'finished' ? [answer.value] : [],
      );
      showFinished(finished);
    });
  }, [unfinished, client]);
}

function showFinished(finished: readonly Deletion[]): void {
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
