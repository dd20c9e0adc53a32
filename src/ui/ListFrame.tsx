import { clsx } from 'clsx';
import type { ReactNode, Ref } from 'react';
import { Button } from './Button';
import { Notice } from './Notice';
import { SkeletonRows } from './Skeleton';
import { panelStyle } from './styles';

type ListFrameProps = {
  ref?: Ref<HTMLDivElement>;
  /** Whether the answer has arrived. Only then may the list be shown as empty. */
  known: boolean;
  isEmpty: boolean;
  empty: ReactNode;
  failure: string | undefined;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  /** The rows of an older query are shown while the new one loads. */
  stale?: boolean;
  moreLabel?: string;
  children: ReactNode;
};

/** The frame of every list: its rows, or an empty state; errors; and a button for more rows. */
export function ListFrame(props: ListFrameProps) {
  const { known, isEmpty, failure, loadingMore, stale = false } = props;
  const waiting = loadingMore || (isEmpty && !known && failure === undefined);
  return (
    <div className="flex flex-col gap-3">
      <div
        ref={props.ref}
        aria-busy={stale}
        className={clsx(panelStyle, 'transition-opacity empty:hidden aria-busy:opacity-60')}
      >
        {isEmpty ? null : props.children}
        {isEmpty && known ? props.empty : null}
        {waiting ? <SkeletonRows rows={loadingMore ? 3 : 8} label="Loading" /> : null}
      </div>
      {failure === undefined ? null : (
        <Notice tone="danger" action={<Button onClick={props.retry}>Try again</Button>}>
          {failure}
        </Notice>
      )}
      {props.hasMore ? (
        <Button className="self-center" busy={loadingMore} onClick={props.loadMore}>
          {props.moreLabel ?? 'Show more'}
        </Button>
      ) : null}
    </div>
  );
}
