'use client';

import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { MenuContentProps } from './MenuContent';
import { OnDemand, type Part } from './OnDemand';

export type MenuEntry = {
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** After a line, as it is of another kind than those before. */
  apart?: boolean;
} & ({ href: string } | { onSelect: () => void });

// Menus and what positions them are fetched when one is first opened: pages open without them.
const menuContent: Part<MenuContentProps> = {
  fetch: async () => (await import('./MenuContent')).MenuContent,
};

type MenuProps = {
  /** What the button that opens the menu is called. */
  label: string;
  className: string;
  children: ReactNode;
  /** Told above the entries. */
  heading?: ReactNode;
  entries: readonly MenuEntry[];
};

/** A button that opens a menu. */
export function Menu({ label, className, children, heading, entries }: MenuProps) {
  const [opened, setOpened] = useState<'by pointer' | 'by keyboard'>();
  const button = useRef<HTMLButtonElement>(null);
  // Pressing the button of an open menu closes it, before the click arrives that would open it.
  const wasOpen = useRef(false);

  function openByArrow(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpened('by keyboard');
  }

  return (
    <div className="relative inline-flex">
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={opened !== undefined}
        className={className}
        onPointerDown={() => {
          wasOpen.current = opened !== undefined;
        }}
        onClick={({ detail }) => {
          // A click of the keyboard's is the zeroth.
          if (detail === 0) setOpened('by keyboard');
          else setOpened(wasOpen.current ? undefined : 'by pointer');
        }}
        onKeyDown={openByArrow}
      >
        {children}
      </button>
      {opened ? (
        <OnDemand
          part={menuContent}
          onMissing={() => setOpened(undefined)}
          with={{
            label,
            heading,
            entries,
            focusFirst: opened === 'by keyboard',
            onClose: () => setOpened(undefined),
            onLeave: () => button.current?.focus(),
          }}
        />
      ) : null}
    </div>
  );
}
