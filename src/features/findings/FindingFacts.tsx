import { shortSha } from '@/lib/format';
import type { Finding } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { Fact } from '@/ui/Facts';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { CONFIDENCE_WORDS, SEVERITY_STYLES, STATUS_STYLES, SUPPRESSED_WORDS } from './findingStyles';
import { PathText } from './PathText';

/** The facts of a finding: severity, status, location, origin and times. */
export function FindingFacts({ finding }: { finding: Finding }) {
  const severity = SEVERITY_STYLES[finding.severity];
  const status = STATUS_STYLES[finding.status];
  const location = `${finding.filePath}:${finding.lineStart}`;
  return (
    <dl className={`${panelStyle} grid grid-cols-2 gap-4 p-5 lg:grid-cols-1`}>
      <Fact name="Severity">
        <Badge appearance={severity}>{severity.word}</Badge>
      </Fact>
      <Fact name="Status">
        <Badge appearance={status}>{status.word}</Badge>
        {finding.suppressedBy ? (
          <span className="block text-muted">{SUPPRESSED_WORDS[finding.suppressedBy]}</span>
        ) : null}
      </Fact>
      <Fact name="Confidence">{CONFIDENCE_WORDS[finding.confidence]}</Fact>
      <Fact name="Rule">
        <code className="font-mono text-sm">{finding.ruleId}</code>
        {finding.cweId ? <span className="block text-muted">{finding.cweId}</span> : null}
      </Fact>
      <Fact name="Location" wide>
        <span className="flex items-center gap-1">
          <PathText text={location} />
          <CopyButton text={location} label="Copy the location" />
        </span>
        <Presence finding={finding} />
      </Fact>
      <Fact name="Introduced by" wide>
        <Introduction finding={finding} />
      </Fact>
      <Fact name="First seen">
        <Time value={finding.firstSeenAt} />
      </Fact>
      <Fact name="Last seen">
        <Time value={finding.lastSeenAt} />
      </Fact>
    </dl>
  );
}

function Presence({ finding }: { finding: Finding }) {
  if (finding.status === 'fixed') return <span className="text-muted">No longer present</span>;
  if (finding.inTree) return <span className="text-muted">Still in the scanned tree</span>;
  return (
    <span className="text-muted">
      Only in history
      {finding.removedCommit ? (
        <>
          , removed from the tree by <Commit sha={finding.removedCommit} />
        </>
      ) : null}
    </span>
  );
}

function Introduction({ finding }: { finding: Finding }) {
  if (!finding.commitSha) return 'Not known';
  return (
    <>
      <Commit sha={finding.commitSha} />
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

function Commit({ sha }: { sha: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-sm">{shortSha(sha)}</code>
      <CopyButton text={sha} label={`Copy the commit SHA ${shortSha(sha)}`} />
    </span>
  );
}
