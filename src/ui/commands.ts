import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** An action that the command palette offers on the present page. */
export type Command = { label: string; icon: LucideIcon; run: () => void };

let offered: readonly Command[] = [];
const listeners = new Set<() => void>();
const NONE: readonly Command[] = [];

function change(next: readonly Command[]): void {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Offers a command while the component is mounted.
 * @param available whether it can be run now
 */
export function useCommand(label: string, icon: LucideIcon, run: () => void, available = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!available) return;
    const command: Command = { label, icon, run: () => latest.current() };
    change([...offered, command]);
    return () => change(offered.filter((other) => other !== command));
  }, [label, icon, available]);
}

/** The commands of the present page. */
export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => NONE,
  );
}
