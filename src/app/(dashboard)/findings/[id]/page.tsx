import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { FindingDetail } from '@/features/findings/FindingDetail';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage, orRefusal } from '@/server/page';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { finding } = await loadFinding(params);
  return { title: finding.title };
}

export default async function FindingPage({ params }: Props) {
  const { finding, repo, cache } = await loadFinding(params);
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <Page
        crumbs={[
          { label: 'Repositories', href: paths.repos() },
          { label: repo.name, href: paths.repo(repo.id) },
        ]}
        title={finding.title}
        fact={
          <code className="font-mono text-sm">
            {finding.filePath}:{finding.lineStart}
          </code>
        }
      >
        <FindingDetail id={finding.id} />
      </Page>
    </HydrationBoundary>
  );
}

async function loadFinding(params: Props['params']) {
  const { id } = await params;
  const { trpc, queryClient } = await openPage(paths.finding(id));
  const finding = await orRefusal(queryClient.fetchQuery(trpc.finding.byId.queryOptions({ id })));
  const repo = await orRefusal(queryClient.fetchQuery(trpc.repo.byId.queryOptions({ id: finding.repoId })));
  return { finding, repo, cache: queryClient };
}
