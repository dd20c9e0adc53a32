'use client';

import { ExternalLink, Radar, RotateCw, Settings, Trash2 } from 'lucide-react';
import { canRequestProbe } from '@/domain/repos/rules';
import { paths } from '@/lib/paths';
import type { Repo } from '@/trpc/types';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent, type MenuEntry } from '@/ui/MenuContent';
import { showDone } from '@/ui/toast';
import { useRequestProbe } from './useRequestProbe';
import { useScanNow } from './useScanNow';

export type RepoMenuProps = { repo: Repo; onDelete: (repo: Repo) => void };

/** The actions on a repository of the list. */
export function RepoMenu({ repo, onDelete, ...menu }: RepoMenuProps & OpenMenu) {
  const { requestProbe } = useRequestProbe(repo.id);
  const { scanNow } = useScanNow(repo.id);
  const scan: MenuEntry = {
    label: 'Scan now',
    icon: Radar,
    onSelect: () => scanNow(() => showDone(`A scan of ${repo.name} is queued`)),
  };
  const again: MenuEntry = { label: 'Check again', icon: RotateCw, onSelect: requestProbe };
  const entries: MenuEntry[] = [
    { label: 'Open', icon: ExternalLink, href: paths.repo(repo.id) },
    ...(repo.remote.state === 'none' ? [] : [scan]),
    { label: 'Rename and settings', icon: Settings, href: paths.repo(repo.id, 'settings') },
    ...(canRequestProbe(repo.remote.state) ? [again] : []),
    { label: 'Delete repository', icon: Trash2, danger: true, apart: true, onSelect: () => onDelete(repo) },
  ];
  return <MenuContent {...menu} entries={entries} />;
}
