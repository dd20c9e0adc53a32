import { type RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * Moves the focus from a removed row to the one in its place, so that keys go on from there.
 * @returns a function to be called with the id of the row that may be removed
 */
export function useFocusAfterRemoval(frame: RefObject<HTMLElement | null>, rows: readonly { id: string }[]) {
  const expected = useRef<{ id: string; at: number }>(undefined);
  const listed = useRef(rows);

  const moveOn = useCallback(() => {
    const removed = expected.current;
    if (!removed || listed.current.some(({ id }) => id === removed.id)) return;
    const active = document.activeElement;
    if (active && active !== document.body && active.id !== 'content') return;
    const next = listed.current[Math.min(removed.at, listed.current.length - 1)];
    if (!next || !frame.current) return;
    const row = frame.current.querySelector<HTMLElement>(`[data-item="${next.id}"] [data-row]`);
    // A long list may render it only after the others have moved.
    if (!row) return void requestAnimationFrame(moveOn);
    expected.current = undefined;
    row.focus();
  }, [frame]);

  useEffect(() => {
    listed.current = rows;
    moveOn();
  }, [rows, moveOn]);

  // A dialog that closes gives the focus to the page, as the row is gone.
  useEffect(() => {
    document.addEventListener('focusin', moveOn);
    return () => document.removeEventListener('focusin', moveOn);
  }, [moveOn]);

  return (id: string | undefined) => {
    expected.current = id === undefined ? undefined : { id, at: rows.findIndex((row) => row.id === id) };
  };
}
