import { FolderGit2, type LucideIcon, ScrollText, ShieldAlert } from 'lucide-react';
import { paths } from '@/lib/paths';
import { PaletteGroup, PaletteItem } from './PaletteItem';
import type { RecentKind, RecentPage } from './recentPages';
import type { usePaletteResults } from './usePaletteResults';

type PaletteResultsProps = {
  results: ReturnType<typeof usePaletteResults>;
  /** Pages that are offered as recent ones, and so not once more. */
  recent: readonly RecentPage[];
  /** Makes the action that opens a page. */
  go: (href: string) => () => void;
};

/** Marks what is recent, which comes first among what matches. */
export const RECENT = 'recent';

const ICONS: Record<RecentKind, LucideIcon> = { repo: FolderGit2, finding: ShieldAlert, rule: ScrollText };
const WORDS: Record<RecentKind, string> = { repo: 'Repository', finding: 'Finding', rule: 'Rule' };

/** The pages that were opened last. */
export function PaletteRecent({ recent, go }: Pick<PaletteResultsProps, 'recent' | 'go'>) {
  if (recent.length === 0) return null;
  return (
    <PaletteGroup heading="Recent">
      {recent.map(({ href, title, kind }) => (
        <PaletteItem
          key={href}
          value={`${title} ${href}`}
          keywords={[RECENT]}
          icon={ICONS[kind]}
          label={title}
          detail={WORDS[kind]}
          onSelect={go(href)}
        />
      ))}
    </PaletteGroup>
  );
}

/** The repositories, findings and rules of the command palette. */
export function PaletteResults({ results, recent, go }: PaletteResultsProps) {
  const isNew = (href: string) => recent.every((page) => page.href !== href);
  const repos = results.repos.filter(({ id }) => isNew(paths.repo(id)));
  const findings = results.findings.filter(({ id }) => isNew(paths.finding(id)));
  const rules = results.rules.filter(({ id }) => isNew(paths.rule(id)));
  return (
    <>
      <PaletteGroup heading="Repositories">
        {repos.map(({ id, name, remoteUrl }) => (
          <PaletteItem
            key={id}
            value={`${name} ${remoteUrl ?? ''} ${id}`}
            icon={ICONS.repo}
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
            icon={ICONS.finding}
            label={title}
            detail={`${repoName} · ${filePath}:${lineStart}`}
            onSelect={go(paths.finding(id))}
          />
        ))}
      </PaletteGroup>
      <PaletteGroup heading="Rules">
        {rules.map(({ id, name, provider }) => (
          <PaletteItem
            key={id}
            value={`${name} ${provider} ${id}`}
            icon={ICONS.rule}
            label={name}
            detail={id}
            onSelect={go(paths.rule(id))}
          />
        ))}
      </PaletteGroup>
    </>
  );
}
