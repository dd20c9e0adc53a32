import { paths } from '@/lib/paths';
import type { Finding } from '@/trpc/types';
import { CopyButton } from '@/ui/CopyButton';
import { Fact } from '@/ui/Facts';
import { PageLink } from '@/ui/PageLink';
import { PathText } from '@/ui/PathText';
import { linkStyle, panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { CopyableCommit } from './CommitLink';
import { FindingOwner } from './FindingOwner';
import type { HostLinks } from './hostLinks';

type FactsProps = {
  finding: Finding;
  mayTriage: boolean;
  onPage: boolean;
  links: HostLinks | undefined;
};

/** What a user may change of a finding, and its facts: rule, location, origin and last scan. */
export function FindingFacts({ finding, mayTriage, onPage, links }: FactsProps) {
  const location = `${finding.filePath}:${finding.lineStart}`;
  return (
    <dl className={`${panelStyle} grid grid-cols-2 gap-4 p-5 @3xl:grid-cols-1`}>
      <FindingOwner finding={finding} mayTriage={mayTriage} onPage={onPage} />
      <Fact name="Rule">
        {finding.tool ? (
          // Heimdall has no page for the rules of other tools.
          <code className="font-mono text-sm break-words">{finding.ruleId}</code>
        ) : (
          <PageLink href={paths.rule(finding.ruleId)} className={`font-mono text-sm ${linkStyle}`}>
            {finding.ruleId}
          </PageLink>
        )}
        {finding.cweId ? <span className="block text-muted">{finding.cweId}</span> : null}
      </Fact>
      {finding.tool ? (
        <Fact name="Reported by">
          {finding.tool}
          {finding.toolCategory ? <span className="block text-muted">{finding.toolCategory}</span> : null}
        </Fact>
      ) : null}
      <Fact name="Location" wide>
        <span className="flex items-center gap-1">
          <PathText text={location} />
          <CopyButton text={location} label="Copy the location" />
        </span>
      </Fact>
      <Fact name="Introduced by" wide>
        <Introduction finding={finding} links={links} />
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

function Introduction({ finding, links }: Pick<FactsProps, 'finding' | 'links'>) {
  if (!finding.commitSha) return 'Not known';
  return (
    <>
      <CopyableCommit sha={finding.commitSha} links={links} />
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
