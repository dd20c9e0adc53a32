'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { LogOut, Monitor, Moon, Search, Settings, Sun } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { IconButton } from '@/ui/Button';
import { Menu, MenuItem, MenuLabel, MenuLine, MenuLink } from '@/ui/Menu';
import { iconButtonStyle } from '@/ui/styles';
import { setTheme, useTheme } from './theme';
import { useSignOut } from './useSignOut';

const CommandPalette = dynamic(() => import('./CommandPalette').then((module) => module.CommandPalette), {
  ssr: false,
});

/** On the right of every page's header: commands, theme, account. */
export function HeaderControls() {
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setPalette((open) => !open);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="flex shrink-0 items-center gap-1">
      <button
        type="button"
        onClick={() => setPalette(true)}
        aria-label="Search and commands"
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-md px-2 text-muted transition-colors hover:bg-sunken hover:text-text max-sm:h-10 max-sm:w-10 max-sm:justify-center"
      >
        <Search aria-hidden className="size-4" />
        <kbd className="font-sans text-sm max-sm:hidden">⌘K</kbd>
      </button>
      <ThemeMenu />
      <AccountMenu />
      {palette ? <CommandPalette onClose={() => setPalette(false)} /> : null}
    </div>
  );
}

function ThemeMenu() {
  const theme = useTheme();
  const Icon = theme === 'dark' ? Moon : theme === 'light' ? Sun : Monitor;
  return (
    <Menu
      trigger={
        <IconButton label="Theme">
          <Icon aria-hidden className="size-4" />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => setTheme('system')}>
        <Monitor aria-hidden /> Follow the system
      </MenuItem>
      <MenuItem onSelect={() => setTheme('light')}>
        <Sun aria-hidden /> Light
      </MenuItem>
      <MenuItem onSelect={() => setTheme('dark')}>
        <Moon aria-hidden /> Dark
      </MenuItem>
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
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account of ${me.displayName ?? me.email}`}
          className={iconButtonStyle}
        >
          <span
            aria-hidden
            className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
          >
            {[...(me.displayName ?? me.email)][0]}
          </span>
        </button>
      }
    >
      <MenuLabel>
        {me.displayName ? <span className="block font-medium text-text">{me.displayName}</span> : null}
        {me.email}
      </MenuLabel>
      <MenuLine />
      <MenuLink href={paths.settings()}>
        <Settings aria-hidden /> Settings
      </MenuLink>
      <MenuItem onSelect={signOut}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}
