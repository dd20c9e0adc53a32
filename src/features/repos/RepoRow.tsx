'use client';

import { clsx } from 'clsx';
import { EllipsisVertical } from 'lucide-react';
import { memo } from 'react';
import { paths } from '@/lib/paths';
import type { Repo, RepoOverview } from '@/trpc/types';
import { Menu, type OpenMenu } from '@/ui/Menu';
import type { Part } from '@/ui/OnDemand';
import { PageLink } from '@/ui/PageLink';
import { SelectBox } from '@/ui/SelectBox';
import { iconButtonStyle } from '@/ui/styles';
import { HostIcon } from './HostIcon';
import { RemoteFacts } from './RemoteFacts';
import type { RepoMenuProps } from './RepoMenu';
import { RowRisk } from './RowRisk';
import { RowScan } from './RowScan';
import { shortRemote } from './remoteLabel';

const repoMenu: Part<RepoMenuProps & OpenMenu> = { fetch: async () => (await import('./RepoMenu')).RepoMenu };

type RepoRowProps = {
  repo: Repo;
  overview: RepoOverview | undefined;
  selected: boolean;
  onSelect: (id: string, asRange: boolean) => void;
  onDelete: (repo: Repo) => void;
};

/** One repository of the list. */
export const RepoRow = memo(function RepoRow(props: RepoRowProps) {
  const { repo, overview, selected, onSelect, onDelete } = props;
  return (
    <tr
      data-item={repo.id}
      className={clsx(
        'border-b border-line transition-colors last:border-0 focus-within:bg-sunken hover:bg-sunken',
        selected && 'bg-accent-soft!',
      )}
    >
      <td className="align-top xl:align-middle">
        <SelectBox
          label={`Select ${repo.name}`}
          className="h-11 justify-center"
          checked={selected}
          onSelect={(asRange) => onSelect(repo.id, asRange)}
        />
      </td>
      <td className="max-w-0 py-2 pr-3 pl-1">
        <div className="flex min-w-0 items-center gap-2.5">
          <HostIcon remoteUrl={repo.remoteUrl} />
          <PageLink
            href={paths.repo(repo.id)}
            data-row
            className="truncate rounded font-medium hover:underline"
            title={repo.name}
          >
            {repo.name}
          </PageLink>
          {repo.remoteArchived ? <span className="shrink-0 text-muted">Archived</span> : null}
        </div>
        <div className="mt-1 pl-[26px] text-sm xl:hidden">
          <RemoteFacts repo={repo} />
          <div className="mt-0.5 lg:hidden">
            <RowScan repo={repo} overview={overview} />
          </div>
          <div className="mt-1 max-w-80 md:hidden">
            <RowRisk overview={overview} />
          </div>
        </div>
      </td>
      <td className="max-w-0 truncate px-3 text-muted max-2xl:hidden" title={repo.remoteUrl ?? undefined}>
        {repo.remoteUrl ? shortRemote(repo.remoteUrl) : '–'}
      </td>
      <td className="max-w-0 px-3 max-xl:hidden">
        <RemoteFacts repo={repo} />
      </td>
      <td className="max-w-0 px-3 py-2 max-lg:hidden">
        <RowScan repo={repo} overview={overview} />
      </td>
      <td className="max-w-0 px-3 py-2 max-md:hidden">
        <RowRisk overview={overview} />
      </td>
      <td className="w-px py-1 pr-2 text-right">
        <Menu
          label={`Actions for ${repo.name}`}
          className={iconButtonStyle}
          menu={repoMenu}
          with={{ repo, onDelete }}
        >
          <EllipsisVertical aria-hidden className="size-4" />
        </Menu>
      </td>
    </tr>
  );
});
