import type { Finding } from '@/trpc/types';
import { Panel } from '@/ui/Panel';
import { HostLink } from './CommitLink';
import type { HostLinks } from './hostLinks';
import { MaskedCode } from './MaskedCode';

export type CodeProps = {
  finding: Finding;
  links: HostLinks | undefined;
  /** The commit that its last scan has scanned. */
  scannedCommit: string | null;
};

/** The stored code around a finding, and a link to its file at the host. */
export function FindingCode(props: CodeProps) {
  const { code, snippetLine, lineStart, lineEnd } = props.finding;
  return (
    <Panel title="Code" action={<FileLink {...props} />}>
      {code === null ? (
        <p className="text-muted">No code was stored for line {lineStart}.</p>
      ) : (
        <MaskedCode
          code={code}
          firstLine={snippetLine ?? lineStart}
          from={lineStart}
          to={lineEnd ?? lineStart}
        />
      )}
    </Panel>
  );
}

/** A link to its file at the host. In history the line of the stored code is not known to be that of the commit. */
export function FileLink({ finding, links, scannedCommit }: CodeProps) {
  const { inTree, filePath, lineStart, commitSha, introducedPath } = finding;
  const commit = inTree ? scannedCommit : commitSha;
  if (!links || commit === null) return null;
  const file = inTree
    ? links.file(commit, filePath, lineStart)
    : links.file(commit, introducedPath ?? filePath);
  return <HostLink href={file}>Open at {links.host}</HostLink>;
}
