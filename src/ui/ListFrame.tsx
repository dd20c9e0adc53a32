import { clsx } from 'clsx';
import type { ReactNode, Ref } from 'react';
import { Button } from './Button';
import { Notice } from './Notice';
import { SkeletonRows } from './Skeleton';
import { panelStyle } from './styles';

type ListFrameProps = {
  ref?: Ref<HTMLDivElement>;
  /** Whether the answer has come: only then does nothing mean that there is nothing. */
  known: boolean;
  isEmpty: boolean;
  empty: ReactNode;
  failure: string | undefined;
  retry: () => void;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  /** Older rows stand for new ones that are on their way. */
  stale?: boolean;
  moreLabel?: string;
  children: ReactNode;
};

/** Around every list: its rows, or what stands where there are none; what went wrong; and the way to more of them. */
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
