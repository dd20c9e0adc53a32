'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Suspense } from 'react';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import type { Finding } from '@/trpc/types';
import { late } from '@/ui/late';
import { Panel } from '@/ui/Panel';
import { linkStyle } from '@/ui/styles';
import { FindingCode } from './FindingCode';
import { FindingState } from './FindingState';
import { hostLinks } from './hostLinks';
import { TriageBar } from './TriageBar';

// Loaded late, as few findings have them.
const FindingFlow = late(async () => (await import('./FindingFlow')).FindingFlow);
const RelatedLocations = late(async () => (await import('./FindingFlow')).RelatedLocations);
const FindingPackage = late(async () => (await import('./FindingPackage')).FindingPackage);
const SuggestedPatch = late(async () => (await import('./SuggestedPatch')).SuggestedPatch);
const FindingOccurrences = late(async () => (await import('./FindingOccurrences')).FindingOccurrences);
const FindingIssue = late(async () => (await import('./FindingIssue')).FindingIssue);
// Loaded late, as a finding opens more often beside a list.
const PageKeysButton = late(async () => (await import('./FindingPageKeys')).PageKeysButton);
// Loaded late, as they are beside or below all else.
const FindingFacts = late(async () => (await import('./FindingFacts')).FindingFacts);
const FindingLife = late(async () => (await import('./FindingLife')).FindingLife);
const FindingHistory = late(async () => (await import('./FindingHistory')).FindingHistory);

/**
 * One finding: its state and what to decide on it, its location, fix and history.
 * @param onPage whether it has the whole page, and so its keys. Beside a list, the list has the keys.
 */
export function FindingDetail({ id, onPage = false }: { id: string; onPage?: boolean }) {
  const trpc = useTRPC();
  const { data: finding } = useSuspenseQuery(trpc.finding.byId.queryOptions({ id }));
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: finding.repoId }));
  const { data: pages } = useSuspenseQuery(trpc.repo.pages.queryOptions({ id: finding.repoId }));
  const { data: scan } = useSuspenseQuery(trpc.scan.byId.queryOptions({ id: finding.scanId }));
  const links = hostLinks(pages);
  const mayTriage = repo.rights.includes('findings:write');
  // An import names no commit. Its results are taken for those of the newest one.
  const scannedCommit = scan.commitSha ?? (finding.tool === null ? null : repo.lastCommitSha);
  const places = { finding, links, scannedCommit };
  const isOfPackage = isOnlyOfPackage(finding);
  const code = isOfPackage ? null : <FindingCode {...places} />;
  const fix = (
    <Panel title="How to fix">
      <Fix finding={finding} />
    </Panel>
  );
  const flow = finding.flows.length > 0 ? <FindingFlow {...places} /> : null;
  const isBeside = flow !== null && finding.code !== null;
  return (
    // What has the focus is not hidden by the triage bar of a phone.
    <div className="@container flex flex-col gap-5 max-sm:[&_:focus]:scroll-mb-28">
      <Head finding={finding} onPage={onPage} />
      {/* The finding does not wait for it. */}
      <Suspense>
        <FindingIssue finding={finding} mayTriage={mayTriage} />
      </Suspense>
      {mayTriage ? (
        <TriageBar finding={finding} onPage={onPage} />
      ) : (
        <p className="text-muted">{VIEWS_ONLY}</p>
      )}
      {isBeside ? (
        <div className={COLUMNS}>
          <div className="flex min-w-0 flex-col gap-5">
            {code}
            <Explanation finding={finding} />
          </div>
          {flow}
        </div>
      ) : null}
      <div className={COLUMNS}>
        <div className="flex min-w-0 flex-col gap-5">
          {isBeside ? null : flow}
          {finding.vulnerability ? <FindingPackage {...places} /> : null}
          {isOfPackage ? fix : null}
          {isBeside ? null : code}
          {isBeside ? null : <Explanation finding={finding} />}
          {finding.relatedLocations.length > 0 ? <RelatedLocations {...places} /> : null}
          {isOfPackage ? null : fix}
          <FindingLife finding={finding} links={links} />
          {finding.occurrences > 1 ? <FindingOccurrences finding={finding} /> : null}
        </div>
        <div className="@3xl:row-span-2">
          <FindingFacts {...{ finding, mayTriage, onPage, links }} />
        </div>
        <FindingHistory id={id} mayComment={mayTriage} />
      </div>
    </div>
  );
}

function Head({ finding, onPage }: { finding: Finding; onPage: boolean }) {
  return (
    <div className="flex items-start justify-between gap-2">
      <FindingState finding={finding} />
      {onPage ? <PageKeysButton /> : null}
    </div>
  );
}

/** Whether it is about a package alone: a line of a lock file says no more than the package does. */
function isOnlyOfPackage({ vulnerability, tool }: Finding): boolean {
  return vulnerability !== null && tool === null;
}

/** One column, and a second one for facts where there is room. */
const COLUMNS = 'grid grid-cols-[minmax(0,1fr)] items-start gap-5 @3xl:grid-cols-[minmax(0,1fr)_20rem]';

function Explanation({ finding: { evidence, description, tool } }: { finding: Finding }) {
  if (evidence.length === 0 && !description) return null;
  return (
    <Panel title={tool ? `Why ${tool} reports it` : 'Why Heimdall reports it'}>
      <div className={clsx('flex max-w-prose gap-3', tool ? 'flex-col-reverse' : 'flex-col')}>
        {evidence.length > 0 ? (
          <ul aria-label="Evidence" className={tool ? 'text-sm text-muted' : EVIDENCE}>
            {evidence.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : null}
        {description ? <p className="whitespace-pre-line">{description}</p> : null}
      </div>
    </Panel>
  );
}

const EVIDENCE = 'flex list-disc flex-col gap-1 pl-5 marker:text-muted';

function Fix({ finding }: { finding: Finding }) {
  const steps = finding.fixSummary?.split('\n').filter((step) => step.trim() !== '') ?? [];
  const references = finding.references.filter(isWebAddress);
  return (
    <>
      {steps.length === 0 ? (
        <p>Check it by hand: there is no known fix for this rule.</p>
      ) : (
        <ol className="flex max-w-prose list-decimal flex-col gap-2 pl-6 marker:text-muted marker:tabular-nums">
          {steps.map((step) => (
            <li key={step} className="pl-1">
              {step}
            </li>
          ))}
        </ol>
      )}
      {finding.suggestedPatch ? <SuggestedPatch patch={finding.suggestedPatch} /> : null}
      {references.length > 0 ? (
        <ul aria-label="References" className="mt-4 flex flex-col gap-1 border-t border-line pt-3">
          {references.map((reference) => (
            <li key={reference}>
              <a href={reference} rel="noreferrer" target="_blank" className={linkStyle}>
                {reference}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** References come from scanned code and imports, so only web addresses become links. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}
