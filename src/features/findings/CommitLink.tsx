import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { shortSha } from '@/lib/format';
import { CopyButton } from '@/ui/CopyButton';
import { linkStyle } from '@/ui/styles';
import type { HostLinks } from './hostLinks';

type CommitProps = { sha: string; links: HostLinks | undefined };

/** A commit, as a link to it at its host if that is known. */
export function CommitLink({ sha, links }: CommitProps) {
  const short = <code className="font-mono text-sm">{shortSha(sha)}</code>;
  return links ? <HostLink href={links.commit(sha)}>{short}</HostLink> : short;
}

/** As CommitLink, with the whole SHA to copy. */
export function CopyableCommit({ sha, links }: CommitProps) {
  return (
    <span className="inline-flex items-center gap-1">
      <CommitLink sha={sha} links={links} />
      <CopyButton text={sha} label={`Copy the commit SHA ${shortSha(sha)}`} />
    </span>
  );
}

/** A link to the host of a repository. */
export function HostLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      rel="noreferrer"
      target="_blank"
      className={`inline-flex w-fit items-center gap-1.5 ${linkStyle}`}
    >
      {children}
      <ExternalLink aria-hidden className="size-3.5 shrink-0" />
    </a>
  );
}
