import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AdvisoriesView } from '@/features/advisories/AdvisoriesView';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { paths } from '@/lib/paths';
import { openPage, orRefusal, pageCache } from '@/server/page';

export async function generateMetadata(): Promise<Metadata> {
  const loaded = await loadAdvisories();
  return { title: 'refusal' in loaded ? REFUSAL_TITLES[loaded.refusal] : 'Advisories' };
}

export default async function AdvisoriesPage() {
  const loaded = await loadAdvisories();
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  return (
    <HydrationBoundary state={dehydrate(await pageCache())}>
      <Page
        title="Advisories"
        fact="Known vulnerabilities of packages, with which scans compare dependencies."
        crumbs={[{ label: 'Settings', href: paths.settings() }]}
        narrow
      >
        <AdvisoriesView />
      </Page>
    </HydrationBoundary>
  );
}

async function loadAdvisories() {
  const { trpc, queryClient } = await openPage(paths.advisories());
  return orRefusal(queryClient.fetchQuery(trpc.advisory.overview.queryOptions()));
}
