'use client';

import { EllipsisVertical } from 'lucide-react';
import { memo } from 'react';
import { paths } from '@/lib/paths';
import type { Repo } from '@/trpc/types';
import { Menu, type OpenMenu } from '@/ui/Menu';
import type { Part } from '@/ui/OnDemand';
import { PageLink } from '@/ui/PageLink';
import { iconButtonStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { HostIcon } from './HostIcon';
import { RemoteFacts } from './RemoteFacts';
import type { RepoMenuProps } from './RepoMenu';
import { shortRemote } from './remoteLabel';

const repoMenu: Part<RepoMenuProps & OpenMenu> = { fetch: async () => (await import('./RepoMenu')).RepoMenu };

type RepoRowProps = { repo: Repo; onDelete: (repo: Repo) => void };

/** One repository of the list. */
export const RepoRow = memo(function RepoRow({ repo, onDelete }: RepoRowProps) {
  return (
    <tr className="border-b border-line transition-colors last:border-0 focus-within:bg-sunken hover:bg-sunken">
      <td className="max-w-0 py-2 pr-3 pl-4">
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
        </div>
        <div className="mt-1 pl-[26px] text-sm md:hidden">
          <RemoteFacts repo={repo} />
        </div>
      </td>
      <td className="max-w-0 truncate px-3 text-muted max-lg:hidden" title={repo.remoteUrl ?? undefined}>
        {repo.remoteUrl ? shortRemote(repo.remoteUrl) : '–'}
      </td>
      <td className="max-w-0 px-3 max-md:hidden">
        <RemoteFacts repo={repo} />
      </td>
      <td className="px-3 whitespace-nowrap text-muted max-sm:hidden">
        <Time value={repo.createdAt} />
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
