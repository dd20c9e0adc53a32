'use client';

import { formatCount } from '@/lib/format';
import { paths } from '@/lib/paths';
import type { Overview } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { SEVERITY_STYLES, SEVERITY_TEXT } from '@/ui/severityStyles';
import { linkStyle } from '@/ui/styles';

type Item = Overview['fixFirst'][number];

/** The open findings that matter most, each with the first step of its fix. */
export function FixFirst({ overview: { fixFirst } }: { overview: Overview }) {
  const all = (
    <PageLink href={paths.findings()} className={linkStyle}>
      All findings
    </PageLink>
  );
  return (
    <Panel title="Fix first" action={all}>
      <ol className="-mx-2 -my-1">
        {fixFirst.map((finding) => (
          <Row key={finding.id} finding={finding} />
        ))}
      </ol>
    </Panel>
  );
}

function Row({ finding }: { finding: Item }) {
  const { word, icon: Icon } = SEVERITY_STYLES[finding.severity];
  const [step] = (finding.fixSummary ?? '').split('\n');
  return (
    <li className="flex gap-3 rounded-md px-2 py-1.5 hover:bg-sunken">
      <span className={`mt-0.5 ${SEVERITY_TEXT[finding.severity]}`} title={word}>
        <Icon aria-hidden className="size-4" />
        <span className="sr-only">{word}</span>
      </span>
      <div className="min-w-0 grow">
        <div className="flex min-w-0 items-baseline gap-x-2 max-sm:flex-wrap">
          <PageLink
            href={paths.finding(finding.id)}
            title={finding.title}
            className="min-w-0 rounded font-medium hover:underline sm:truncate"
          >
            {finding.title}
          </PageLink>
          {finding.occurrences > 1 ? (
            <span className="shrink-0 text-sm text-muted">{formatCount(finding.occurrences)} places</span>
          ) : null}
          <PageLink
            href={paths.repo(finding.repoId)}
            title={finding.repoName}
            className="truncate max-sm:basis-full sm:ml-auto sm:max-w-36 sm:shrink-0 rounded text-sm text-muted hover:underline"
          >
            {finding.repoName}
          </PageLink>
        </div>
        <div className="text-sm text-muted sm:truncate" title={step}>
          <span className="font-mono">{endOf(finding)}</span>
          {step ? ` · ${step}` : null}
        </div>
      </div>
    </li>
  );
}

/** The file and the line. Its folders are on the page of the finding. */
function endOf({ filePath, lineStart }: Item): string {
  return `${filePath.slice(filePath.lastIndexOf('/') + 1)}:${lineStart}`;
}
