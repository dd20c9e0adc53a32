'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Search, SunMoon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { Menu, type OpenMenu } from '@/ui/Menu';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { iconButtonStyle } from '@/ui/styles';
import type { AccountMenuProps } from './AccountMenu';

const palettePart: Part<{ onClose: () => void }> = {
  fetch: async () => (await import('./CommandPalette')).CommandPalette,
};

const themeMenu: Part<OpenMenu> = { fetch: async () => (await import('./ThemeMenu')).ThemeMenu };
const accountMenu: Part<AccountMenuProps & OpenMenu> = {
  fetch: async () => (await import('./AccountMenu')).AccountMenu,
};

/** The right part of every page's header: commands, theme, account. */
export function HeaderControls() {
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // When a browser fills in a form, it sends a key event without a key.
      if (event.key?.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      // Over another dialog it would take the focus away from that.
      setPalette((open) => !open && document.querySelector('[role=dialog]') === null);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    // The columns have fixed widths, so that nothing moves when late parts arrive.
    <div className="grid shrink-0 grid-cols-[4.75rem_2rem_2rem] items-center gap-1 max-sm:grid-cols-[2.5rem_2.5rem_2.5rem]">
      <button
        type="button"
        onClick={() => setPalette(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted transition-colors hover:bg-sunken hover:text-text max-sm:h-10 max-sm:w-10 max-sm:justify-center"
      >
        <Search aria-hidden className="size-4" />
        <span className="sr-only">Search and commands</span>
        <kbd className="font-sans text-sm whitespace-nowrap max-sm:hidden">⌘K</kbd>
      </button>
      <Menu label="Theme" className={iconButtonStyle} menu={themeMenu} with={{}}>
        <SunMoon aria-hidden className="size-4" />
      </Menu>
      <AccountButton />
      {palette ? (
        <OnDemand
          part={palettePart}
          onMissing={() => setPalette(false)}
          with={{ onClose: () => setPalette(false) }}
        />
      ) : null}
    </div>
  );
}

function AccountButton() {
  const trpc = useTRPC();
  // Fetched on each load although the server has rendered it: this call renews the session and its cookie.
  const { data: me } = useSuspenseQuery(
    trpc.account.me.queryOptions(undefined, { refetchOnMount: 'always' }),
  );
  const name = me.displayName ?? me.email;
  return (
    <Menu label={`Account of ${name}`} className={iconButtonStyle} menu={accountMenu} with={{ me }}>
      {/* A picture of the name, hidden from the button's accessible name. */}
      <span
        aria-hidden
        data-initial={[...name][0]}
        className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase before:content-[attr(data-initial)]"
      />
    </Menu>
  );
}
