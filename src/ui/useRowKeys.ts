import { type RefObject, useEffect } from 'react';
import { isForThePage } from './useKey';

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * Moves the focus through a list's rows with j and k or the arrows. Each row's link is marked with data-row.
 * If no row has the focus, keys go on from the current row: what is open beside the list.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (step === undefined || !list.current || !isForThePage(event)) return;
      const rows = [...list.current.querySelectorAll<HTMLElement>('[data-row]')];
      const focused = rows.findIndex((row) => row.closest('tr, li')?.contains(document.activeElement));
      // The arrows scroll the page until a row has the focus.
      if (focused < 0 && event.key.startsWith('Arrow')) return;
      const next = nextOf(rows, focused, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [list]);
}

function nextOf(rows: readonly HTMLElement[], focused: number, step: number): HTMLElement | undefined {
  const at = focused < 0 ? rows.findIndex((row) => row.ariaCurrent === 'true') : focused;
  return at < 0 ? rows[0] : rows[at + step];
}
