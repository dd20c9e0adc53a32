'use client';

import { ExternalLink, Radar, RotateCw, Settings, Trash2 } from 'lucide-react';
import { canRequestProbe } from '@/domain/repos/rules';
import { paths } from '@/lib/paths';
import type { Repo } from '@/trpc/types';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent, type MenuEntry } from '@/ui/MenuContent';
import { showDone } from '@/ui/toast';
import { scanObstacle } from './scanObstacle';
import { useRequestProbe } from './useRequestProbe';
import { useScanNow } from './useScanNow';

export type RepoMenuProps = { repo: Repo; onDelete: (repo: Repo) => void };

/** The actions on a repository of the list that the user's role allows. */
export function RepoMenu({ repo, onDelete, ...menu }: RepoMenuProps & OpenMenu) {
  const { requestProbe } = useRequestProbe(repo.id);
  const { scanNow } = useScanNow(repo.id);
  const scan: MenuEntry = {
    label: 'Scan now',
    icon: Radar,
    onSelect: () => scanNow(() => showDone(`A scan of ${repo.name} is queued`)),
  };
  const again: MenuEntry = { label: 'Check again', icon: RotateCw, onSelect: requestProbe };
  const remove: MenuEntry = {
    ...{ label: 'Delete repository', icon: Trash2, danger: true, apart: true },
    onSelect: () => onDelete(repo),
  };
  const isOwn = repo.rights.includes('repos:write');
  const entries: MenuEntry[] = [
    { label: 'Open', icon: ExternalLink, href: paths.repo(repo.id) },
    ...(scanObstacle(repo) === undefined ? [scan] : []),
    {
      label: isOwn ? 'Rename and settings' : 'Members and allow-list',
      icon: Settings,
      href: paths.repo(repo.id, 'settings'),
    },
    ...(isOwn && canRequestProbe(repo) ? [again] : []),
    ...(isOwn ? [remove] : []),
  ];
  return <MenuContent {...menu} entries={entries} />;
}
