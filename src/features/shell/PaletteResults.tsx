import { FolderGit2, ShieldAlert } from 'lucide-react';
import { paths } from '@/lib/paths';
import { PaletteGroup, PaletteItem } from './PaletteItem';
import type { usePaletteResults } from './usePaletteResults';

type PaletteResultsProps = {
  results: ReturnType<typeof usePaletteResults>;
  /** Makes the action that opens a page. */
  go: (href: string) => () => void;
};

/** The repositories and findings of the command palette. */
export function PaletteResults({ results: { repos, findings }, go }: PaletteResultsProps) {
  return (
    <>
      <PaletteGroup heading="Repositories">
        {repos.map(({ id, name, remoteUrl }) => (
          <PaletteItem
            key={id}
            value={`${name} ${remoteUrl ?? ''} ${id}`}
            icon={FolderGit2}
            label={name}
            detail={remoteUrl ?? undefined}
            onSelect={go(paths.repo(id))}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup heading="Findings">
        {findings.map(({ id, title, filePath, lineStart, ruleId, repoName }) => (
          <PaletteItem
            key={id}
            value={`${title} ${filePath} ${ruleId} ${repoName} ${id}`}
            icon={ShieldAlert}
            label={title}
            detail={`${repoName} · ${filePath}:${lineStart}`}
            onSelect={go(paths.finding(id))}
          />
        ))}
      </PaletteGroup>
    </>
  );
}
