import type { Virtualizer } from '@tanstack/virtual-core';
import { useLayoutEffect, useRef } from 'react';
import { nextBase } from './rowWindow';

type RowWindow = {
  virtualizer: Virtualizer<Window, HTMLElement> | undefined;
  /** The first row of the window. */
  base: number;
  setBase: (base: number) => void;
  /** How many rows are loaded. */
  total: number;
};

/** Moves the window of rows on while the page is scrolled. The rows in sight stay where they are. */
export function useRowWindow({ virtualizer, base, setBase, total }: RowWindow): void {
  const held = useRef<{ row: number; y: number }>(undefined);
  const range = virtualizer?.range;
  const next = range ? nextBase(base, { first: range.startIndex, last: range.endIndex }, total) : base;

  useLayoutEffect(() => {
    const first = virtualizer?.range?.startIndex ?? 0;
    const start = virtualizer?.measurementsCache[first]?.start;
    if (next === base || !virtualizer || start === undefined) return;
    held.current = { row: base + first, y: start - window.scrollY };
    const average = virtualizer.getTotalSize() / virtualizer.options.count;
    scrollTo(window.scrollY + (base - next) * average);
    setBase(next);
  }, [next, base, setBase, virtualizer]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows of another window are there
  useLayoutEffect(() => {
    const { row, y } = held.current ?? { row: -1, y: 0 };
    held.current = undefined;
    const start = virtualizer?.measurementsCache[row - base]?.start;
    if (start !== undefined && Math.round(start - y) !== Math.round(window.scrollY)) scrollTo(start - y);
  }, [base]);
}

/** The event of the browser comes later, and the rows of the old place would be painted until then. */
function scrollTo(y: number): void {
  window.scrollTo(0, y);
  window.dispatchEvent(new Event('scroll'));
}
