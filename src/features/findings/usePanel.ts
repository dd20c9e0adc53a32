import { type RefObject, useCallback, useRef } from 'react';
import { useKey } from '@/ui/useKey';
import { hasPanel, showFinding, useOpenFinding } from './useOpenFinding';

/** Opens findings of a list beside it. While one is open, it is the one of the row that has the focus. */
export function usePanel(frame: RefObject<HTMLElement | null>, from: string) {
  const panel = useRef<HTMLElement>(null);
  const openId = useOpenFinding(from);
  const isOpen = openId !== undefined;

  const open = useCallback(
    (id: string) => {
      if (!hasPanel()) return false;
      // Who opens it once more wants to read it.
      if (id === openId) panel.current?.focus();
      showFinding(id, true);
      return true;
    },
    [openId],
  );
  const follow = useCallback((id: string) => isOpen && showFinding(id, false), [isOpen]);

  function close(): void {
    if (!isOpen) return;
    frame.current?.querySelector<HTMLElement>(`[data-item="${openId}"] [data-row]`)?.focus();
    showFinding(undefined, true);
  }
  useKey('Escape', close);
  return { panel, openId, open, follow, close };
}
