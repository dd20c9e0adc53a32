'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FindingRow as Row } from '@/trpc/types';
import { FindingRow } from './FindingRow';
import { OVERSCAN, useVirtualRows } from './useVirtualRows';

type FindingRowsProps = {
  /** What identifies the list. */
  name: string;
  /** The path of the list. */
  from: string;
  rows: readonly Row[];
  withRepo: boolean;
  selected: ReadonlySet<string>;
  onSelect: (id: string) => void;
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
  const virtualizer = useVirtualRows({ list, name, rows, kept: [focused, openId] });
  const last = virtualizer.range?.endIndex ?? 0;
  const isNearEnd = last >= rows.length - ROWS_LEFT;
  const more = useRef(loadMore);
  const indexOf = useRef((id: string | undefined) => rows.findIndex((row) => row.id === id));
  useEffect(() => {
    more.current = loadMore;
    indexOf.current = (id) => rows.findIndex((row) => row.id === id);
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
    const show = () => virtualizer.scrollToIndex(indexOf.current(openId ?? before));
    // Once the rows have been measured.
    const frame = requestAnimationFrame(() => requestAnimationFrame(show));
    return () => cancelAnimationFrame(frame);
  }, [openId, virtualizer]);

  const enter = useCallback(
    (id: string) => {
      setFocused(id);
      onEnter(id);
    },
    [onEnter],
  );

  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const margin = virtualizer.options.scrollMargin;
  const items = virtualizer.getVirtualItems();
  const isNear = (index: number) => index >= startIndex - OVERSCAN && index <= endIndex + OVERSCAN;
  const near = items.filter(({ index }) => isNear(index));
  const above = (near[0]?.start ?? margin) - margin;
  const below = virtualizer.getTotalSize() - ((near.at(-1)?.end ?? margin) - margin);
  return (
    <ul
      ref={list}
      aria-label="Findings"
      className="relative"
      style={{ paddingTop: above, paddingBottom: Math.max(below, 0) }}
    >
      {items.map(({ index, key, start }) => {
        const finding = rows[index];
        return finding ? (
          <FindingRow
            key={key}
            ref={virtualizer.measureElement}
            index={index}
            count={loadMore ? -1 : rows.length}
            // Rows that are kept away from the window are outside of the flow.
            top={isNear(index) ? undefined : start - margin}
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
