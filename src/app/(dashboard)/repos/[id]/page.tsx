import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readFilters, writeFilters } from '@/features/findings/findingFilters';
import { membersInput } from '@/features/members/membersInput';
import { listInput, NO_FILTERS } from '@/features/packages/packageFilters';
import { RemoteNotice, RepoFacts } from '@/features/repos/RepoFacts';
import { RepoSummary } from '@/features/repos/RepoSummary';
import { ScanNowButton } from '@/features/repos/ScanNowButton';
import { RepoScan } from '@/features/scans/RepoScan';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { isSshRemote } from '@/lib/isSshRemote';
import { nextPage } from '@/lib/nextPage';
import { paths, REPO_TABS, type RepoTab } from '@/lib/paths';
import { asParams, openPage, orRefusal } from '@/server/page';
import { TabLinks } from '@/ui/TabLinks';
import { loadFindings, loadOpenFinding } from '../../loadFindings';
import { CoverageWords, ImportResults } from './LateHead';
import { FindingsTab, PackagesTab, ScansTab, SettingsTab } from './LateTabs';
import { SettingsPanels } from './SettingsPanels';

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const TAB_LABELS: Record<RepoTab, string> = {
  ...{ findings: 'Findings', scans: 'Scans', packages: 'Dependencies', settings: 'Settings' },
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await loadRepo(props);
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : loaded.value.name };
}

export default async function RepoPage(props: Props) {
  const loaded = await loadRepo(props);
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  const { id, name, remoteUrl } = loaded.value;
  const hasKey = isSshRemote(remoteUrl);
  const params = asParams(await props.searchParams);
  const tab = tabOf(params.get('tab'));
  const queryClient = await loadTab({ repoId: id, hasKey }, tab, params);
  const tabs = REPO_TABS.map((to) => ({ id: to, label: TAB_LABELS[to], href: paths.repo(id, to) }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        crumbs={[{ label: 'Repositories', href: paths.repos() }]}
        title={name}
        fact={<RepoFacts id={id} />}
        action={
          <div className="flex flex-wrap items-center gap-2">
            <ImportResults repoId={id} />
            <ScanNowButton repoId={id} />
          </div>
        }
      >
        <RemoteNotice id={id} />
        <RepoSummary repoId={id} coverage={<CoverageWords repoId={id} />} />
        <RepoScan repoId={id} />
        <TabLinks label="Repository" current={tab} tabs={tabs} />
        {tab === 'findings' ? <FindingsTab repoId={id} /> : null}
        {tab === 'scans' ? <ScansTab repoId={id} /> : null}
        {tab === 'packages' ? <PackagesTab repoId={id} /> : null}
        {tab === 'settings' ? (
          <SettingsTab id={id}>
            <SettingsPanels repoId={id} hasKey={hasKey} />
          </SettingsTab>
        ) : null}
      </Page>
    </HydrationBoundary>
  );
}

/** The data about a repository's last scan that the page and its tab show. */
async function loadTab(
  { repoId, hasKey }: { repoId: string; hasKey: boolean },
  tab: RepoTab,
  params: URLSearchParams,
) {
  const { trpc, queryClient } = await openPage(paths.repo(repoId, tab));
  const loadScan = async () => {
    const [overview] = await queryClient.fetchQuery(trpc.scan.overviews.queryOptions({ repoIds: [repoId] }));
    const { lastScan, lastCompleted } = overview ?? {};
    await Promise.all([
      lastScan && queryClient.fetchQuery(trpc.scan.progress.queryOptions({ id: lastScan.id })),
      lastCompleted && queryClient.fetchQuery(trpc.scan.coverage.queryOptions({ id: lastCompleted.id })),
    ]);
  };
  const loads: Record<RepoTab, () => Promise<unknown>> = {
    findings: () =>
      Promise.all([
        loadFindings({ trpc, queryClient }, readFilters(params), { repoId }),
        loadOpenFinding({ trpc, queryClient }, params),
      ]),
    scans: () =>
      queryClient.fetchInfiniteQuery(
        trpc.scan.list.infiniteQueryOptions({ repoId }, { getNextPageParam: nextPage }),
      ),
    packages: () =>
      queryClient.fetchInfiniteQuery(
        trpc.package.list.infiniteQueryOptions(listInput(NO_FILTERS, repoId), { getNextPageParam: nextPage }),
      ),
    settings: () =>
      Promise.all([
        queryClient.fetchQuery(trpc.suppression.list.queryOptions({ repoId })),
        hasKey && queryClient.fetchQuery(trpc.deployKey.get.queryOptions({ id: repoId })),
        queryClient.fetchQuery(trpc.member.list.queryOptions(membersInput(repoId))),
        queryClient.fetchQuery(trpc.schedule.get.queryOptions({ id: repoId })),
        queryClient.fetchQuery(trpc.issue.status.queryOptions({ id: repoId })),
        queryClient.fetchInfiniteQuery(
          trpc.issue.list.infiniteQueryOptions({ id: repoId }, { getNextPageParam: nextPage }),
        ),
        queryClient.fetchQuery(trpc.webhook.get.queryOptions({ id: repoId })),
        queryClient.fetchInfiniteQuery(
          trpc.webhook.deliveries.infiniteQueryOptions({ id: repoId }, { getNextPageParam: nextPage }),
        ),
      ]),
  };
  await Promise.all([loadScan(), loads[tab]()]);
  return queryClient;
}

async function loadRepo({ params, searchParams }: Props) {
  const { id } = await params;
  const asked = asParams(await searchParams);
  const filters = writeFilters(readFilters(asked));
  const path = paths.repo(id, tabOf(asked.get('tab')));
  const { trpc, queryClient } = await openPage(
    filters ? `${path}${path.includes('?') ? '&' : '?'}${filters}` : path,
  );
  return orRefusal(queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id })));
}

function tabOf(asked: unknown): RepoTab {
  return REPO_TABS.find((tab) => tab === asked) ?? 'findings';
}
