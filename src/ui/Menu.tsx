'use client';

import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react';

export type MenuEntry = {
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** After a line, as it is of another kind than those before. */
  apart?: boolean;
} & ({ href: string } | { onSelect: () => void });

// Menus and what positions them are fetched when one is first opened: pages open without them.
const MenuContent = lazy(async () => ({ default: (await import('./MenuContent')).MenuContent }));

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
        // A click of the keyboard's is the zeroth.
        onClick={({ detail }) => setOpened(detail === 0 ? 'by keyboard' : 'by pointer')}
        onKeyDown={openByArrow}
      >
        {children}
      </button>
      {opened ? (
        <Suspense>
          <MenuContent
            label={label}
            heading={heading}
            entries={entries}
            focusFirst={opened === 'by keyboard'}
            onClose={() => setOpened(undefined)}
            onLeave={() => button.current?.focus()}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
