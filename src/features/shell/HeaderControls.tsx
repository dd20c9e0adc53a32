'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { LogOut, Monitor, Moon, Search, Settings, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { Menu } from '@/ui/Menu';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { iconButtonStyle } from '@/ui/styles';
import { setTheme, useTheme } from './theme';
import { useSignOut } from './useSignOut';

const palettePart: Part<{ onClose: () => void }> = {
  fetch: async () => (await import('./CommandPalette')).CommandPalette,
};

/** On the right of every page's header: commands, theme, account. */
export function HeaderControls() {
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // A browser that fills a form in sends a key event without a key.
      if (event.key?.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      // Over another dialog it would take its focus away.
      setPalette((open) => !open && document.querySelector('[role=dialog]') === null);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="flex shrink-0 items-center gap-1">
      <button
        type="button"
        onClick={() => setPalette(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted transition-colors hover:bg-sunken hover:text-text max-sm:h-10 max-sm:w-10 max-sm:justify-center"
      >
        <Search aria-hidden className="size-4" />
        <span className="sr-only">Search and commands</span>
        <kbd className="font-sans text-sm max-sm:hidden">⌘K</kbd>
      </button>
      <ThemeMenu />
      <AccountMenu />
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

function ThemeMenu() {
  const theme = useTheme();
  const Icon = theme === 'dark' ? Moon : theme === 'light' ? Sun : Monitor;
  return (
    <Menu
      label="Theme"
      className={iconButtonStyle}
      entries={[
        { label: 'Follow the system', icon: Monitor, onSelect: () => setTheme('system') },
        { label: 'Light', icon: Sun, onSelect: () => setTheme('light') },
        { label: 'Dark', icon: Moon, onSelect: () => setTheme('dark') },
      ]}
    >
      <Icon aria-hidden className="size-4" />
    </Menu>
  );
}

function AccountMenu() {
  const trpc = useTRPC();
  // Asked on each load although the server has rendered it: this call is what renews the session and its cookie.
  const { data: me } = useSuspenseQuery(
    trpc.account.me.queryOptions(undefined, { refetchOnMount: 'always' }),
  );
  const signOut = useSignOut();
  const name = me.displayName ?? me.email;
  return (
    <Menu
      label={`Account of ${name}`}
      className={iconButtonStyle}
      heading={
        <>
          {me.displayName ? <span className="block font-medium text-text">{me.displayName}</span> : null}
          {me.email}
        </>
      }
      entries={[
        { label: 'Settings', icon: Settings, href: paths.settings() },
        { label: 'Sign out', icon: LogOut, onSelect: signOut },
      ]}
    >
      {/* A picture of the name, not a text that the button would have to be called by. */}
      <span
        aria-hidden
        data-initial={[...name][0]}
        className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase before:content-[attr(data-initial)]"
      />
    </Menu>
  );
}
