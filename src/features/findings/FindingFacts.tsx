import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { shortSha } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { Finding } from '@/trpc/types';
import { CopyButton } from '@/ui/CopyButton';
import { Fact } from '@/ui/Facts';
import { PageLink } from '@/ui/PageLink';
import { linkStyle, panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { FindingOwner } from './FindingOwner';
import type { HostLinks } from './hostLinks';
import { PathText } from './PathText';

type FactsProps = {
  finding: Finding;
  links: HostLinks | undefined;
  /** The commit that its last scan has scanned. */
  scannedCommit: string | null;
};

/** What a user may change of a finding, and its facts: rule, location, origin and times. */
export function FindingFacts({ finding, links, scannedCommit }: FactsProps) {
  const location = `${finding.filePath}:${finding.lineStart}`;
  return (
    <dl className={`${panelStyle} grid grid-cols-2 gap-4 p-5 lg:grid-cols-1`}>
      <FindingOwner finding={finding} />
      <Fact name="Rule">
        <PageLink href={`${paths.rules()}#${finding.ruleId}`} className={`font-mono text-sm ${linkStyle}`}>
          {finding.ruleId}
        </PageLink>
        {finding.cweId ? <span className="block text-muted">{finding.cweId}</span> : null}
      </Fact>
      <Fact name="Location" wide>
        <span className="flex items-center gap-1">
          <PathText text={location} />
          <CopyButton text={location} label="Copy the location" />
        </span>
        {finding.removedCommit ? (
          <span className="block text-muted">
            Removed from the tree by <Commit sha={finding.removedCommit} links={links} />
          </span>
        ) : null}
        <FileLink finding={finding} links={links} scannedCommit={scannedCommit} />
      </Fact>
      <Fact name="Introduced by" wide>
        <Introduction finding={finding} links={links} />
      </Fact>
      <Fact name="First seen">
        <Time value={finding.firstSeenAt} />
      </Fact>
      <Fact name="Last seen">
        <Time value={finding.lastSeenAt} />
        <PageLink href={paths.scan(finding.scanId)} className={`block w-fit ${linkStyle}`}>
          Show the scan
        </PageLink>
      </Fact>
    </dl>
  );
}

/** In history the line of the stored code is not known to be that of the commit. */
function FileLink({ finding, links, scannedCommit }: FactsProps) {
  const { inTree, filePath, lineStart, commitSha, introducedPath } = finding;
  const commit = inTree ? scannedCommit : commitSha;
  if (!links || commit === null) return null;
  const file = inTree
    ? links.file(commit, filePath, lineStart)
    : links.file(commit, introducedPath ?? filePath);
  return <HostLink href={file}>Open at {links.host}</HostLink>;
}

function HostLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      rel="noreferrer"
      target="_blank"
      className={`flex w-fit items-center gap-1.5 ${linkStyle}`}
    >
      {children}
      <ExternalLink aria-hidden className="size-3.5 shrink-0" />
    </a>
  );
}

type OriginProps = Pick<FactsProps, 'finding' | 'links'>;

function Introduction({ finding, links }: OriginProps) {
  if (!finding.commitSha) return 'Not known';
  return (
    <>
      <Commit sha={finding.commitSha} links={links} />
      {finding.introducedBy ? <span className="block">{finding.introducedBy}</span> : null}
      {finding.introducedAt ? (
        <span className="block text-muted">
          <Time value={finding.introducedAt} />
        </span>
      ) : null}
      {finding.introducedPath && finding.introducedPath !== finding.filePath ? (
        <span className="block text-muted">
          <PathText text={finding.introducedPath} />
        </span>
      ) : null}
    </>
  );
}

function Commit({ sha, links }: { sha: string; links: HostLinks | undefined }) {
  const short = <code className="font-mono text-sm">{shortSha(sha)}</code>;
  return (
    <span className="inline-flex items-center gap-1">
      {links ? <HostLink href={links.commit(sha)}>{short}</HostLink> : short}
      <CopyButton text={sha} label={`Copy the commit SHA ${shortSha(sha)}`} />
    </span>
  );
}
