import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Something that can be done from where one is, by the command palette. */
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
 * Offers a command for as long as the component is there.
 * @param available whether it can be done just now
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

/** The commands that the present page offers. */
export function useOfferedCommands(): readonly Command[] {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => NONE,
  );
}
