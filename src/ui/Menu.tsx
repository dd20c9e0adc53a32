'use client';

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { OnDemand, type Part } from './OnDemand';

/** What a menu is told by the button that opens it. */
export type OpenMenu = {
  label: string;
  /** Whether the focus goes to the first entry at once, as by keyboard; a pointer goes to an entry by itself. */
  focusFirst: boolean;
  onClose: () => void;
  /** An entry is taken or Escape pressed: the focus goes back. A click elsewhere takes it there. */
  onLeave: () => void;
};

type MenuProps<Props> = {
  /** What the button is called, and its menu. */
  label: string;
  className: string;
  children: ReactNode;
  /** The open menu, with its entries: menus and what positions them are fetched when one is first opened. */
  menu: Part<Props & OpenMenu>;
  with: Props;
};

/** A button that opens a menu. */
export function Menu<Props extends object>({
  label,
  className,
  children,
  menu,
  with: own,
}: MenuProps<Props>) {
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
          part={menu}
          onMissing={() => setOpened(undefined)}
          with={{
            ...own,
            label,
            focusFirst: opened === 'by keyboard',
            onClose: () => setOpened(undefined),
            onLeave: () => button.current?.focus(),
          }}
        />
      ) : null}
    </div>
  );
}
