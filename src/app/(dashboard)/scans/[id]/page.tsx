import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readFilters } from '@/features/findings/findingFilters';
import { ScanNowButton } from '@/features/repos/ScanNowButton';
import { ScanActions } from '@/features/scans/ScanActions';
import { ScanFact } from '@/features/scans/ScanFact';
import { ScanStatus } from '@/features/scans/ScanStatus';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { paths } from '@/lib/paths';
import { asParams, openPage, orRefusal } from '@/server/page';
import { loadFindings, loadOpenFinding } from '../../loadFindings';
import { LateCoveragePanel } from './LateCoveragePanel';
import { LateScanFindings } from './LateScanFindings';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadScan(params);
  const title = 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : `Scan of ${loaded.value.repo.name}`;
  return { title };
}

export default async function ScanPage({ params, searchParams }: Props) {
  const loaded = await loadScan(params);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const { id, repo } = loaded.value;
  const { trpc, queryClient } = await openPage(paths.scan(id));
  const query = asParams(await searchParams);
  await Promise.all([
    loadFindings({ trpc, queryClient }, readFilters(query), { repoId: repo.id, scanId: id }),
    loadOpenFinding({ trpc, queryClient }, query),
    queryClient.fetchQuery(trpc.scan.coverage.queryOptions({ id })),
    queryClient.fetchQuery(trpc.scan.overviews.queryOptions({ repoIds: [repo.id] })),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[
          { label: 'Repositories', href: paths.repos() },
          { label: repo.name, href: paths.repo(repo.id, 'scans') },
        ]}
        title="Scan"
        fact={<ScanFact id={id} />}
        action={<ScanActions id={id} again={<ScanNowButton repoId={repo.id} label="Scan again" follow />} />}
      >
        <div className="flex flex-col gap-6">
          <ScanStatus id={id} />
          <LateScanFindings repoId={repo.id} scanId={id} />
          <LateCoveragePanel id={id} />
        </div>
      </Page>
    </HydrationBoundary>
  );
}

async function loadScan(params: Props['params']) {
  const { id } = await params;
  const { trpc, queryClient } = await openPage(paths.scan(id));
  const load = async () => {
    const { scan } = await queryClient.fetchQuery(trpc.scan.progress.queryOptions({ id }));
    const repo = await queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: scan.repoId }));
    return { id: scan.id, repo };
  };
  return orRefusal(load());
}
