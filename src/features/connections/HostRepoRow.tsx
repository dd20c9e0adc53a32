import { Globe, Lock } from 'lucide-react';
import { paths } from '@/lib/paths';
import type { HostRepo } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';

type HostRepoRowProps = { repo: HostRepo; isChosen: boolean; onToggle: (isOn: boolean) => void };

/** A repository of a host: chosen by its box, or a link to the one that is added already. */
export function HostRepoRow({ repo, isChosen, onToggle }: HostRepoRowProps) {
  const { fullName, language, pushedAt, repoId } = repo;
  const Icon = repo.private ? Lock : Globe;
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          aria-label={fullName}
          checked={isChosen || repoId !== null}
          disabled={repoId !== null}
          onChange={({ target }) => onToggle(target.checked)}
        />
        <span className="min-w-0 grow">
          <span className="font-medium break-all">{fullName}</span>
          <span className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
            <span className="inline-flex items-center gap-1">
              <Icon aria-hidden className="size-3.5" />
              {repo.private ? 'Private' : 'Public'}
            </span>
            {repo.archived ? <span>· archived</span> : null}
            {language ? <span>· {language}</span> : null}
            {pushedAt ? (
              <span>
                · active <Time value={pushedAt} />
              </span>
            ) : null}
          </span>
        </span>
        {repoId === null ? null : (
          <PageLink href={paths.repo(repoId)} className={`shrink-0 text-sm ${linkStyle}`}>
            Already added
          </PageLink>
        )}
      </label>
    </li>
  );
}
