'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { shortSha } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { Badge } from '@/ui/Badge';
import { Fact, Facts } from '@/ui/Facts';
import { Panel } from '@/ui/Panel';
import { linkStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { SEVERITY_LOOKS, STATUS_LOOKS } from './findingLooks';

/** One finding: where it is, how grave, since when, and what to do. */
export function FindingDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: finding } = useSuspenseQuery(trpc.finding.byId.queryOptions({ id }));
  const severity = SEVERITY_LOOKS[finding.severity];
  const status = STATUS_LOOKS[finding.status];
  return (
    <div className="flex flex-col gap-5">
      <Facts>
        <Fact name="Severity">
          <Badge look={severity}>{severity.word}</Badge>
        </Fact>
        <Fact name="State">
          <Badge look={status}>{status.word}</Badge>
        </Fact>
        <Fact name="Confidence">
          <span className="capitalize">{finding.confidence}</span>
        </Fact>
        <Fact name="Rule">
          <code className="font-mono text-sm">{finding.ruleId}</code>
        </Fact>
        <Fact name="Where">{finding.inTree ? 'In the scanned tree' : 'Only in history'}</Fact>
        <Fact name="Commit">
          {finding.commitSha ? (
            <code className="font-mono text-sm">{shortSha(finding.commitSha)}</code>
          ) : (
            'Not known'
          )}
        </Fact>
        <Fact name="First seen">
          <Time value={finding.firstSeenAt} />
        </Fact>
        <Fact name="Last seen">
          <Time value={finding.lastSeenAt} />
        </Fact>
      </Facts>
      <Panel title="Code" description={<code className="font-mono text-sm">{finding.filePath}</code>}>
        <Snippet text={finding.codeSnippet} firstLine={finding.lineStart} />
      </Panel>
      {finding.description ? (
        <Panel title="What it is">
          <p className="max-w-prose">{finding.description}</p>
        </Panel>
      ) : null}
      <Panel title="How to fix">
        <p className="max-w-prose">
          {finding.fixSummary ?? 'Look at it by hand: there is no known fix for this rule.'}
        </p>
        <ul className="mt-3">
          {finding.references.filter(isWebAddress).map((reference) => (
            <li key={reference}>
              <a href={reference} rel="noreferrer" target="_blank" className={linkStyle}>
                {reference}
              </a>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** References come from scanned code and imports: nothing but web addresses becomes a link. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function Snippet({ text, firstLine }: { text: string | null; firstLine: number }) {
  if (text === null) return <p className="text-muted">No code was kept for line {firstLine}.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <pre className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-sm" tabIndex={0}>
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
        <div key={index} className="flex gap-4">
          <span aria-hidden className="w-10 shrink-0 text-right text-muted select-none tabular-nums">
            {firstLine + index}
          </span>
          <span className="whitespace-pre">{line}</span>
        </div>
      ))}
    </pre>
  );
}
