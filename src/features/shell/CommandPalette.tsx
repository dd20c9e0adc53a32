'use client';

import * as Radix from '@radix-ui/react-dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import {
  BookOpen,
  FolderGit2,
  FolderPlus,
  LayoutDashboard,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Settings,
  ShieldAlert,
  Sun,
  Trash2,
  Users,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { useOfferedCommands } from '@/ui/commands';
import { useFocusReturn } from '@/ui/useFocusReturn';
import { useSettled } from '@/ui/useSettled';
import { setTheme } from './theme';
import { useSignOut } from './useSignOut';

const REPOS_SHOWN = 8;
const TYPING_PAUSE_MS = 150;

/** Finds pages, repositories and actions by a few letters of their names. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const signOut = useSignOut();
  const returnFocus = useFocusReturn();
  const here = useOfferedCommands();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), TYPING_PAUSE_MS);
  const me = useQuery(trpc.account.me.queryOptions());
  const repos = useQuery(
    trpc.repo.list.queryOptions(
      { q, limit: REPOS_SHOWN },
      { placeholderData: keepPreviousData, enabled: q.length <= 255 },
    ),
  );

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
          <Command label="Search and commands" loop>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder="Find a page, repository or command"
              className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-muted"
            />
            <Command.List className="max-h-[55vh] overflow-y-auto p-2">
              <Command.Empty className="px-2 py-6 text-center text-muted">
                {emptyText(repos.isFetching || q !== typed.trim(), repos.error)}
              </Command.Empty>
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
                <Item icon={ShieldAlert} label="Findings" onSelect={go(paths.findings())} />
                <Item icon={FolderGit2} label="Repositories" onSelect={go(paths.repos())} />
                {me.data?.role === 'admin' ? (
                  <Item icon={Users} label="Users" onSelect={go(paths.users())} />
                ) : null}
                <Item icon={Settings} label="Settings" onSelect={go(paths.settings())} />
                <Item icon={Trash2} label="Deletions" onSelect={go(paths.deletions())} />
                <Item icon={BookOpen} label="API reference" onSelect={go(paths.docs())} />
              </Group>
              <Group heading="Repositories">
                {repos.data?.items.map(({ id, name, remoteUrl }) => (
                  <Item
                    key={id}
                    value={`${name} ${remoteUrl ?? ''} ${id}`}
                    icon={FolderGit2}
                    label={name}
                    detail={remoteUrl ?? undefined}
                    onSelect={go(paths.repo(id))}
                  />
                ))}
              </Group>
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

function emptyText(searching: boolean, error: unknown): string {
  if (searching) return 'Searching…';
  return error === null ? 'No matches.' : refusalOf(error).message;
}

function Group({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { icon: LucideIcon; label: string; detail?: string; value?: string; onSelect: () => void };

function Item({ icon: Icon, label, detail, value, onSelect }: ItemProps) {
  return (
    <Command.Item
      value={value ?? label}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 aria-selected:bg-sunken"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="truncate">{label}</span>
      {detail ? <span className="flex-1 truncate pl-4 text-right text-sm text-muted">{detail}</span> : null}
    </Command.Item>
  );
}
