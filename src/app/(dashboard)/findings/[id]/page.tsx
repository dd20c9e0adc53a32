import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FindingDetail } from '@/features/findings/FindingDetail';
import { crumbsTo, readOrigin } from '@/features/findings/listOrigin';
import { occurrencesInput } from '@/features/findings/occurrences';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { asParams, openPage, orRefusal } from '@/server/page';
import { PathText } from '@/ui/PathText';
import { LatePager } from './LatePager';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await loadFinding(props);
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : loaded.value.finding.title };
}

export default async function FindingPage(props: Props) {
  const loaded = await loadFinding(props);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const { finding, repo, from } = loaded.value;
  const origin = readOrigin(from, repo.id);
  const { trpc, queryClient } = await openPage(paths.finding(finding.id));
  const events = { id: finding.id };
  await Promise.all([
    queryClient.fetchQuery(trpc.repo.pages.queryOptions({ id: finding.repoId })),
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
        crumbs={crumbsTo(repo, origin)}
        title={finding.title}
        action={origin ? <LatePager id={finding.id} origin={origin} /> : undefined}
        fact={<PathText text={`${finding.filePath}:${finding.lineStart}`} />}
      >
        <FindingDetail id={finding.id} onPage />
      </Page>
    </HydrationBoundary>
  );
}

async function loadFinding({ params, searchParams }: Props) {
  const { id } = await params;
  const from = asParams(await searchParams).get('from');
  const { trpc, queryClient } = await openPage(paths.finding(id, from ?? undefined));
  const load = async () => {
    const finding = await queryClient.fetchQuery(trpc.finding.byId.queryOptions({ id }));
    const repo = await queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: finding.repoId }));
    return { finding, repo, from };
  };
  return orRefusal(load());
}
