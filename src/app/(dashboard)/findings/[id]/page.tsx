import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FindingDetail } from '@/features/findings/FindingDetail';
import { occurrencesInput } from '@/features/findings/occurrences';
import { PathText } from '@/features/findings/PathText';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage, orRefusal } from '@/server/page';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const loaded = await loadFinding(params);
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : loaded.value.finding.title };
}

export default async function FindingPage({ params }: Props) {
  const loaded = await loadFinding(params);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const { finding, repo } = loaded.value;
  const { trpc, queryClient } = await openPage(paths.finding(finding.id));
  const events = { id: finding.id };
  await Promise.all([
    queryClient.fetchQuery(trpc.scan.byId.queryOptions({ id: finding.scanId })),
    queryClient.fetchInfiniteQuery(
      trpc.triage.events.infiniteQueryOptions(events, { getNextPageParam: nextPage }),
    ),
    finding.occurrences > 1
      ? queryClient.fetchQuery(trpc.finding.list.queryOptions(occurrencesInput(finding)))
      : undefined,
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[
          { label: 'Repositories', href: paths.repos() },
          { label: repo.name, href: paths.repo(repo.id) },
        ]}
        title={finding.title}
        fact={<PathText text={`${finding.filePath}:${finding.lineStart}`} />}
      >
        <FindingDetail id={finding.id} />
      </Page>
    </HydrationBoundary>
  );
}

async function loadFinding(params: Props['params']) {
  const { id } = await params;
  const { trpc, queryClient } = await openPage(paths.finding(id));
  const load = async () => {
    const finding = await queryClient.fetchQuery(trpc.finding.byId.queryOptions({ id }));
    const repo = await queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: finding.repoId }));
    return { finding, repo };
  };
  return orRefusal(load());
}
