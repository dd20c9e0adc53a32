import type { Range, VirtualItem } from '@tanstack/virtual-core';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { PAGE_ROWS } from './findingFilters';
import { MOST_ROWS } from './rowWindow';
import { useLateVirtualizer } from './useLateVirtualizer';
import { useRowWindow } from './useRowWindow';

/** The height of a row in a wide list. Others are measured. */
const ROW_PX = 36;
/** What the server renders, which knows no window. */
const FIRST_WINDOW = { width: 1280, height: 900 };
/** Rows above and below the window that are rendered, so that the focus can move to them. */
const OVERSCAN = 12;

/** The measured rows of lists that were left, so that the way back finds its place. */
type Left = { base: number; measured: VirtualItem[] };
const left = new Map<string, Left>();
const MOST_LEFT = 20;

type VirtualRows = {
  list: RefObject<HTMLElement | null>;
  /** What identifies the list. */
  name: string;
  rows: readonly { id: string }[];
  /** Whether the list has more rows than are loaded. */
  hasMore: boolean;
  /** Rows that are rendered with their neighbours wherever the window is, such as the one with the focus. */
  kept: readonly (string | undefined)[];
};

/** A row to render, by its place in the list and in the part of it that the page has. */
type Rendered = {
  readonly index: number;
  readonly at: number;
  /** In pixels from the list's top, if it is away from the window and so outside of the flow. */
  readonly top: number | undefined;
};

/** Renders only the rows of a list near the window, which scrolls it. */
export function useVirtualRows({ list, name, rows, hasMore, kept }: VirtualRows) {
  const scrollMargin = useTop(list);
  const [before] = useState(() => left.get(name));
  const [base, setBase] = useState(before?.base ?? 0);
  const placeOf = usePlaces(rows);
  const getItemKey = useCallback((at: number) => rows[base + at]?.id ?? at, [rows, base]);
  const count = Math.min(rows.length - base, MOST_ROWS);
  const virtualizer = useLateVirtualizer(
    {
      count,
      estimateSize: () => ROW_PX,
      overscan: OVERSCAN,
      scrollMargin,
      getItemKey,
      initialRect: FIRST_WINDOW,
      initialMeasurementsCache: before?.measured ?? [],
      rangeExtractor: (range) =>
        rangeWith(
          range,
          kept.map((id) => placeOf(id) - base),
        ),
    },
    hasMore || rows.length > PAGE_ROWS,
  );
  const show = useCallback(
    (id: string | undefined) => virtualizer?.scrollToIndex(placeOf(id) - base),
    [virtualizer, placeOf, base],
  );
  useRowWindow({ virtualizer, base, setBase, total: rows.length });

  useEffect(
    () => () => {
      left.delete(name);
      if (virtualizer) left.set(name, { base, measured: virtualizer.measurementsCache });
      const [oldest] = left.keys();
      if (left.size > MOST_LEFT && oldest !== undefined) left.delete(oldest);
    },
    [name, base, virtualizer],
  );

  if (!virtualizer) {
    const items = rows.map((_, index): Rendered => ({ index, at: index, top: undefined }));
    return { items, above: 0, below: 0, last: 0, measure: undefined, show };
  }
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const isNear = ({ index }: VirtualItem) => index >= startIndex - OVERSCAN && index <= endIndex + OVERSCAN;
  const items = virtualizer.getVirtualItems();
  const near = items.filter(isNear);
  return {
    items: items.map((item): Rendered => {
      const top = isNear(item) ? undefined : item.start - scrollMargin;
      return { index: base + item.index, at: item.index, top };
    }),
    /** The heights of the rows that are not rendered. */
    above: (near[0]?.start ?? scrollMargin) - scrollMargin,
    below: Math.max(virtualizer.getTotalSize() - ((near.at(-1)?.end ?? scrollMargin) - scrollMargin), 0),
    /** The last row in sight. */
    last: base + endIndex,
    measure: virtualizer.measureElement,
    /** Scrolls to a row. */
    show,
  };
}

/** Where the list begins on the page, in pixels. */
function useTop(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const inView = list.current?.getBoundingClientRect().top;
      if (inView !== undefined) setTop(Math.round(inView + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return top;
}

/** Finds the places of rows, each of them once: a list may have a million. */
function usePlaces(rows: readonly { id: string }[]): (id: string | undefined) => number {
  return useMemo(() => {
    const places = new Map<string | undefined, number>([[undefined, -1]]);
    return (id) => {
      const place = places.get(id) ?? rows.findIndex((row) => row.id === id);
      places.set(id, place);
      return place;
    };
  }, [rows]);
}

/** The rows near the window, and those that are kept, with their neighbours. */
function rangeWith({ startIndex, endIndex, overscan, count }: Range, kept: readonly number[]): number[] {
  const first = startIndex - overscan;
  const near = Array.from({ length: endIndex + overscan - first + 1 }, (_, n) => first + n);
  const around = kept.filter((at) => at >= 0).flatMap((at) => [at - 1, at, at + 1]);
  const all = new Set([...near, ...around]);
  return [...all].filter((at) => at >= 0 && at < count).sort((a, b) => a - b);
}
