import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FindingList } from '@/features/findings/FindingList';
import { ScanFacts } from '@/features/scans/ScanFacts';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { countOf } from '@/lib/format';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, orRefusal } from '@/server/page';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadScan(params);
  const title = 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : `Scan of ${loaded.value.repo.name}`;
  return { title };
}

export default async function ScanPage({ params }: Props) {
  const loaded = await loadScan(params);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const { scan, repo } = loaded.value;
  const { trpc, queryClient } = await openPage(paths.scan(scan.id));
  const input = { repoId: repo.id, scanId: scan.id };
  await queryClient.fetchInfiniteQuery(
    trpc.finding.list.infiniteQueryOptions(input, { getNextPageParam: nextPage }),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[
          { label: 'Repositories', href: paths.repos() },
          { label: repo.name, href: paths.repo(repo.id, 'scans') },
        ]}
        title="Scan"
        fact={countOf(scan.findingCount, 'finding')}
      >
        <ScanFacts id={scan.id} />
        <h2 className="mt-6 mb-3 text-lg font-semibold">Findings</h2>
        <FindingList
          repoId={repo.id}
          scanId={scan.id}
          empty={{ title: 'No findings', text: 'This scan has reported nothing.' }}
        />
      </Page>
    </HydrationBoundary>
  );
}

async function loadScan(params: Props['params']) {
  const { id } = await params;
  const { trpc, queryClient } = await openPage(paths.scan(id));
  const load = async () => {
    const scan = await queryClient.fetchQuery(trpc.scan.byId.queryOptions({ id }));
    const repo = await queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: scan.repoId }));
    return { scan, repo };
  };
  return orRefusal(load());
}
