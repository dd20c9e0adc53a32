import { GitBranch } from 'lucide-react';
import { siGithub, siGitlab } from 'simple-icons';
import { hostOf } from './remoteLabel';

const ICONS: Record<string, { title: string; path: string }> = {
  'github.com': siGithub,
  'gitlab.com': siGitlab,
};

/** The host's logo, or a branch icon for any other host. Decorative, as the name is beside it. */
export function HostIcon({ remoteUrl }: { remoteUrl: string | null }) {
  const icon = ICONS[hostOf(remoteUrl ?? '')];
  if (!icon) return <GitBranch aria-hidden className="size-4 shrink-0 text-muted" />;
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="currentColor" className="size-4 shrink-0 text-muted">
      <path d={icon.path} />
    </svg>
  );
}
