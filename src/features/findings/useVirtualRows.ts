import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';

/** The height of a row in a wide list. Others are measured. */
const ROW_PX = 36;
/** What the server renders, which knows no window. */
const FIRST_WINDOW = { width: 1280, height: 900 };
/** Rows above and below the window that are rendered, so that the focus can move to them. */
export const OVERSCAN = 12;

/** The measured rows of lists that were left, so that the way back finds its place. */
type Measurements = ReturnType<typeof useWindowVirtualizer>['measurementsCache'];
const left = new Map<string, Measurements>();
const MOST_LEFT = 20;

type VirtualRows = {
  list: RefObject<HTMLElement | null>;
  /** What identifies the list. */
  name: string;
  rows: readonly { id: string }[];
  /** Rows that are rendered with their neighbours wherever the window is, such as the one with the focus. */
  kept: readonly (string | undefined)[];
};

/** Renders only the rows of a list near the window, which scrolls it. */
export function useVirtualRows({ list, name, rows, kept }: VirtualRows) {
  const [scrollMargin, setScrollMargin] = useState(0);
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const [initialMeasurementsCache] = useState(() => left.get(name) ?? []);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin,
    getItemKey,
    initialRect: FIRST_WINDOW,
    initialMeasurementsCache,
    // In React 19 it would warn of scrolling within an effect.
    useFlushSync: false,
    rangeExtractor: (range) =>
      withKept(
        range,
        kept.map((id) => rows.findIndex((row) => row.id === id)),
      ),
  });

  useLayoutEffect(() => {
    const measure = () => {
      const top = list.current?.getBoundingClientRect().top;
      if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);

  useEffect(
    () => () => {
      left.delete(name);
      left.set(name, virtualizer.measurementsCache);
      const [oldest] = left.keys();
      if (left.size > MOST_LEFT && oldest !== undefined) left.delete(oldest);
    },
    [name, virtualizer],
  );
  return virtualizer;
}

function withKept(range: Range, kept: readonly number[]): number[] {
  const around = kept.filter((index) => index >= 0).flatMap((index) => [index - 1, index, index + 1]);
  const indexes = new Set([...defaultRangeExtractor(range), ...around]);
  return [...indexes].filter((index) => index >= 0 && index < range.count).sort((a, b) => a - b);
}
