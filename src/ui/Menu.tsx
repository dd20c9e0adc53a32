'use client';

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { OnDemand, type Part } from './OnDemand';

/** What a menu gets from the button that opens it. */
export type OpenMenu = {
  label: string;
  /** Whether the first entry gets the focus at once, as after a key press. */
  focusFirst: boolean;
  onClose: () => void;
  /** Called on Escape or a chosen entry, so that the focus returns. A click elsewhere moves it itself. */
  onLeave: () => void;
};

type MenuProps<Props> = {
  /** The label of the button and of its menu. */
  label: string;
  className: string;
  children: ReactNode;
  /** The open menu with its entries. Its code is loaded when a menu is first opened. */
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
  // Pressing the button of an open menu closes it. The click that follows must not open it again.
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
          // The detail of a click by keyboard is 0.
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
