import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FindingList } from '@/features/findings/FindingList';
import { RemoteNotice, RepoFacts } from '@/features/repos/RepoFacts';
import { RepoSettings } from '@/features/repos/RepoSettings';
import { ScanList } from '@/features/scans/ScanList';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { nextPage } from '@/lib/nextPage';
import { paths, REPO_TABS, type RepoTab } from '@/lib/paths';
import { openPage, orRefusal } from '@/server/page';
import { TabLinks } from '@/ui/TabLinks';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ tab?: string | string[] }> };

const TAB_LABELS: Record<RepoTab, string> = { findings: 'Findings', scans: 'Scans', settings: 'Settings' };

const NOT_SCANNED = {
  title: 'Not scanned yet',
  text: 'What a scan finds in this repository, leaked secrets first of all, will be listed here.',
};
const NOTHING_FOUND = {
  title: 'No findings',
  text: 'What was looked at, and whether anything was cut short, is told by each scan.',
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await loadRepo(props);
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : loaded.value.name };
}

export default async function RepoPage(props: Props) {
  const loaded = await loadRepo(props);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const repo = loaded.value;
  const tab = tabOf((await props.searchParams).tab);
  const { trpc, queryClient } = await openPage(paths.repo(repo.id));
  const input = { repoId: repo.id };
  let scanned = false;
  if (tab === 'findings') {
    const [scans] = await Promise.all([
      queryClient.fetchQuery(trpc.scan.list.queryOptions({ ...input, limit: 1 })),
      queryClient.fetchInfiniteQuery(
        trpc.finding.list.infiniteQueryOptions(input, { getNextPageParam: nextPage }),
      ),
    ]);
    scanned = scans.items.length > 0;
  } else if (tab === 'scans') {
    await queryClient.fetchInfiniteQuery(
      trpc.scan.list.infiniteQueryOptions(input, { getNextPageParam: nextPage }),
    );
  }
  const tabs = REPO_TABS.map((id) => ({ id, label: TAB_LABELS[id], href: paths.repo(repo.id, id) }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[{ label: 'Repositories', href: paths.repos() }]}
        title={repo.name}
        fact={<RepoFacts id={repo.id} />}
      >
        <RemoteNotice id={repo.id} />
        <TabLinks label="Repository" current={tab} tabs={tabs} />
        {tab === 'findings' ? (
          <FindingList repoId={repo.id} empty={scanned ? NOTHING_FOUND : NOT_SCANNED} />
        ) : null}
        {tab === 'scans' ? <ScanList repoId={repo.id} /> : null}
        {tab === 'settings' ? <RepoSettings id={repo.id} /> : null}
      </Page>
    </HydrationBoundary>
  );
}

async function loadRepo({ params, searchParams }: Props) {
  const { id } = await params;
  const { trpc, queryClient } = await openPage(paths.repo(id, tabOf((await searchParams).tab)));
  return orRefusal(queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id })));
}

function tabOf(asked: unknown): RepoTab {
  return REPO_TABS.find((tab) => tab === asked) ?? 'findings';
}
