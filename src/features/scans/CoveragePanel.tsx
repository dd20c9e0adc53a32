'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isOver, stateOf } from '@/domain/scans/rules';
import { formatBytes } from '@/lib/amounts';
import { countOf, formatCount } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import type { Coverage } from '@/trpc/types';
import { Badge } from '@/ui/Badge';
import { Fact } from '@/ui/Facts';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { CoverageGroups } from './CoverageGroups';
import { coverageMessage, reasonsOf } from './scanMessages';
import { SUPPRESSED_WORDS, skipWords, styleOf } from './scanStyles';

const SCOPES: Record<Coverage['history']['scope'], string> = {
  branch: 'The scanned branch',
  all: 'All branches and tags',
};

/** What a scan covered and what it skipped. The reasons for a partial result come first. */
export function CoveragePanel({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: coverage } = useSuspenseQuery(trpc.scan.coverage.queryOptions({ id }));
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id }));
  const style = styleOf(data.scan);
  // Each stage records its coverage, with the engines of the scan.
  const isKnown = coverage.engines.length > 0;
  return (
    <Panel title="Coverage" action={<Badge appearance={style}>{style.word}</Badge>}>
      <div id="coverage" className="flex scroll-mt-24 flex-col gap-5">
        {stateOf(data.scan) === 'partial' ? <Reasons coverage={coverage} /> : null}
        {isKnown && data.scan.scanType === 'import' ? (
          <Tools coverage={coverage} />
        ) : isKnown ? (
          <>
            {stateOf(data.scan) === 'complete' ? <p>{coverageMessage(coverage, true)}</p> : null}
            <Known coverage={coverage} isWhole={data.scan.status === 'completed'} />
          </>
        ) : (
          <p className="text-muted">
            {isOver(data.scan.status)
              ? 'The scan ended before it recorded what it had scanned.'
              : 'Shown after the first stage.'}
          </p>
        )}
      </div>
    </Panel>
  );
}

/** The tools whose results were imported. They alone decide what they scan. */
function Tools({ coverage: { engines } }: { coverage: Coverage }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-4 tabular-nums">
      {engines.map(({ name, version, rules }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a run is identified by its place in the document
        <Fact key={at} name="Results of">
          {version ? `${name} ${version}` : name}
          <Detail>{countOf(rules, 'rule')}</Detail>
        </Fact>
      ))}
    </dl>
  );
}

/** `isWhole`: no stage is missing from the numbers. */
function Known({ coverage, isWhole }: { coverage: Coverage; isWhole: boolean }) {
  return (
    <>
      <Numbers coverage={coverage} />
      {coverage.notes.length > 0 ? (
        <ul aria-label="Notes" className="flex flex-col gap-1 text-muted">
          {coverage.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <CoverageGroups
        title="Not scanned"
        none={isWhole ? 'Every file was scanned.' : 'No file was skipped so far.'}
        groups={coverage.skipped.map(({ reason, files, bytes, cutsShort, examples }) => ({
          name: skipWords(reason),
          amount: `${countOf(files, 'file')}, ${formatBytes(bytes)}`,
          cutsShort,
          examples,
        }))}
      />
      <CoverageGroups
        title="Suppressed findings"
        none={
          isWhole
            ? 'Nothing in the repository or its allow-list suppresses a finding.'
            : 'No finding was suppressed so far.'
        }
        groups={coverage.suppressed.map(({ by, findings, examples }) => ({
          name: SUPPRESSED_WORDS[by],
          amount: countOf(findings, 'finding'),
          cutsShort: false,
          examples,
        }))}
      />
    </>
  );
}

function Reasons({ coverage }: { coverage: Coverage }) {
  const reasons = reasonsOf(coverage);
  return (
    <Notice tone="warning">
      {reasons.length === 0
        ? 'The scan does not say why it is partial.'
        : reasons.map((reason) => <p key={reason}>{reason}</p>)}
    </Notice>
  );
}

function Numbers({ coverage }: { coverage: Coverage }) {
  const { filesScanned, bytesScanned, filesReused, history, engines } = coverage;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-4 tabular-nums">
      <Fact name="Files scanned">
        {formatCount(filesScanned)}
        <Detail>{formatBytes(bytesScanned)}</Detail>
      </Fact>
      <Fact name="Reused from earlier scans">{formatCount(filesReused)}</Fact>
      <Fact name="Commits">
        {formatCount(history.commitsWalked)} scanned
        <Detail>{formatCount(history.commitsKnown)} known from earlier scans</Detail>
      </Fact>
      <Fact name="History">
        {SCOPES[history.scope]}
        <Detail>{formatBytes(history.bytesAdded)} added</Detail>
      </Fact>
      {coverage.packages ? <Packages packages={coverage.packages} /> : null}
      {engines.map(({ name, version, rules }) => (
        <Fact key={name} name={`Engine: ${name}`}>
          {countOf(rules, 'rule')}
          <Detail>version {version}</Detail>
        </Fact>
      ))}
    </dl>
  );
}

/** How many packages were compared with advisories, of which sources and of what age. */
function Packages({ packages }: { packages: NonNullable<Coverage['packages']> }) {
  return (
    <Fact name="Packages">
      {formatCount(packages.checked)} of {formatCount(packages.count)} checked
      {packages.advisories.map(({ ecosystem, source, updatedAt }) => (
        <span key={`${ecosystem} ${source}`} className="block text-muted">
          {ecosystem} as of <Time value={updatedAt} />
        </span>
      ))}
    </Fact>
  );
}

function Detail({ children }: { children: ReactNode }) {
  return <span className="block text-muted first-letter:uppercase">{children}</span>;
}
