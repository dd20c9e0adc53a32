'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FindingRow as Row } from '@/trpc/types';
import { FindingRow } from './FindingRow';
import { useVirtualRows } from './useVirtualRows';

type FindingRowsProps = {
  /** What identifies the list. */
  name: string;
  /** The path of the list. */
  from: string;
  rows: readonly Row[];
  withRepo: boolean;
  selected: ReadonlySet<string>;
  onSelect: (id: string, asRange: boolean) => void;
  /** The finding beside the list. */
  openId: string | undefined;
  onOpen: (id: string) => boolean;
  /** Called when a row gets the focus. */
  onEnter: (id: string) => void;
  /** Loads more rows; undefined if there are no more, or if they can't be loaded now. */
  loadMore: (() => void) | undefined;
};

/** The next page is loaded once as few rows are below the window. */
const ROWS_LEFT = 20;

/** The rows of a list of findings. Only those near the window are rendered. */
export function FindingRows(props: FindingRowsProps) {
  const { name, from, rows, withRepo, selected, onSelect, openId, onOpen, onEnter, loadMore } = props;
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string>();
  const kept = [focused, openId];
  const virtual = useVirtualRows({ list, name, rows, hasMore: loadMore !== undefined, kept });
  const { items, above, below, last, measure, show } = virtual;
  const isNearEnd = last >= rows.length - ROWS_LEFT;
  const more = useRef(loadMore);
  const showRow = useRef(show);
  useEffect(() => {
    more.current = loadMore;
    showRow.current = show;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows has another end
  useEffect(() => {
    if (isNearEnd) more.current?.();
  }, [isNearEnd, rows.length, loadMore === undefined]);

  // Rows have another height beside a finding, so the open row would be elsewhere.
  const current = useRef(openId);
  useEffect(() => {
    const before = current.current;
    current.current = openId;
    if ((openId === undefined) === (before === undefined)) return;
    // Once the rows have been measured.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => showRow.current(openId ?? before)));
    return () => cancelAnimationFrame(frame);
  }, [openId]);

  const enter = useCallback(
    (id: string) => {
      setFocused(id);
      onEnter(id);
    },
    [onEnter],
  );

  return (
    <ul
      ref={list}
      aria-label="Findings"
      className="relative"
      style={{ paddingTop: above, paddingBottom: below }}
    >
      {items.map(({ index, at, top }) => {
        const finding = rows[index];
        return finding ? (
          <FindingRow
            key={finding.id}
            ref={measure}
            index={index}
            at={at}
            count={loadMore ? -1 : rows.length}
            top={top}
            finding={finding}
            from={from}
            withRepo={withRepo}
            selected={selected.has(finding.id)}
            open={finding.id === openId}
            onSelect={onSelect}
            onOpen={onOpen}
            onEnter={enter}
          />
        ) : null;
      })}
    </ul>
  );
}
