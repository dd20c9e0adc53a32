'use client';

import * as Radix from '@radix-ui/react-dialog';
import { useQuery } from '@tanstack/react-query';
import { Command, defaultFilter } from 'cmdk';
import {
  BookOpen,
  DatabaseZap,
  FolderGit2,
  FolderPlus,
  LayoutDashboard,
  LogOut,
  Monitor,
  Moon,
  Package,
  Plug,
  ScrollText,
  Settings,
  ShieldAlert,
  Sun,
  Trash2,
  Users,
} from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { useOfferedCommands } from '@/ui/commands';
import { useFocusReturn } from '@/ui/useFocusReturn';
import { useSettled } from '@/ui/useSettled';
import { PaletteGroup as Group, PaletteItem as Item } from './PaletteItem';
import { PaletteRecent, PaletteResults, RECENT } from './PaletteResults';
import { readRecent } from './recentPages';
import { setTheme } from './theme';
import { usePaletteResults } from './usePaletteResults';
import { useSignOut } from './useSignOut';

const TYPING_PAUSE_MS = 150;
/** As many recent pages are offered before anything is typed. */
const RECENT_SHOWN = 5;

/** Finds pages, repositories, findings, rules and actions by a few letters of their names. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const signOut = useSignOut();
  const returnFocus = useFocusReturn();
  const here = useOfferedCommands();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), TYPING_PAUSE_MS);
  const me = useQuery(trpc.account.me.queryOptions());
  const results = usePaletteResults(q);
  const present = usePathname();
  const [pages] = useState(readRecent);
  const others = pages.filter(({ href }) => href !== present);
  const recent = typed.trim() === '' ? others.slice(0, RECENT_SHOWN) : others;

  const close = (then: () => void) => () => {
    onClose();
    then();
  };
  const go = (href: string) => close(() => router.push(href));
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-x-4 top-[10vh] z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-xl border border-line bg-surface shadow-xl"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <Command label="Search and commands" loop filter={recentFirst}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Find a repository, finding, rule, page or command"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[55vh] overflow-y-auto p-2">
              <Command.Empty className="px-2 py-6 text-center text-muted">
                {emptyText(results.isFetching || q !== typed.trim(), results.error)}
              </Command.Empty>
              <PaletteRecent recent={recent} go={go} />
              {here.length > 0 ? (
                <Group heading="On this page">
                  {here.map(({ label, icon, run }) => (
                    <Item key={label} icon={icon} label={label} onSelect={close(run)} />
                  ))}
                </Group>
              ) : null}
              <Group heading="Go to">
                <Item icon={LayoutDashboard} label="Overview" onSelect={go(paths.overview())} />
                <Item icon={FolderPlus} label="Add repository" onSelect={go(paths.newRepo())} />
                <Item icon={FolderPlus} label="Add several repositories" onSelect={go(paths.newRepos())} />
                <Item icon={ShieldAlert} label="Findings" onSelect={go(paths.findings())} />
                <Item
                  icon={ShieldAlert}
                  label="Findings: critical and high"
                  onSelect={go(paths.urgentFindings())}
                />
                <Item
                  icon={ShieldAlert}
                  label="Findings: needs triage"
                  onSelect={go(paths.untriagedFindings())}
                />
                <Item icon={FolderGit2} label="Repositories" onSelect={go(paths.repos())} />
                <Item icon={Package} label="Dependencies" onSelect={go(paths.packages())} />
                {me.data?.role === 'admin' ? (
                  <Item icon={Users} label="Users" onSelect={go(paths.users())} />
                ) : null}
                {me.data?.role === 'admin' ? (
                  <Item icon={DatabaseZap} label="Advisories" onSelect={go(paths.advisories())} />
                ) : null}
                <Item icon={Settings} label="Settings" onSelect={go(paths.settings())} />
                <Item icon={Plug} label="Connections" onSelect={go(paths.connections())} />
                <Item icon={Trash2} label="Deletions" onSelect={go(paths.deletions())} />
                <Item icon={ScrollText} label="Rules" onSelect={go(paths.rules())} />
                <Item icon={BookOpen} label="API reference" onSelect={go(paths.docs())} />
              </Group>
              <PaletteResults results={results} recent={recent} go={go} />
              <Group heading="Commands">
                <Item icon={Sun} label="Use the light theme" onSelect={close(() => setTheme('light'))} />
                <Item icon={Moon} label="Use the dark theme" onSelect={close(() => setTheme('dark'))} />
                <Item
                  icon={Monitor}
                  label="Use the system’s theme"
                  onSelect={close(() => setTheme('system'))}
                />
                <Item icon={LogOut} label="Sign out" onSelect={close(signOut)} />
              </Group>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** How well an entry matches. Among those that match, recent pages come first. */
function recentFirst(value: string, search: string, keywords: string[] = []): number {
  const score = defaultFilter(value, search);
  return score > 0 && keywords.includes(RECENT) ? score + 1 : score;
}

function emptyText(searching: boolean, error: unknown): string {
  if (searching) return 'Searching…';
  return error === null ? 'No matches.' : refusalOf(error).message;
}
