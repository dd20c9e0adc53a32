import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { readFilters, writeFilters } from '@/features/findings/findingFilters';
import { Page } from '@/features/shell/Page';
import { Refused } from '@/features/shell/Refused';
import { paths } from '@/lib/paths';
import { asParams, openPage, orRefusal } from '@/server/page';
import { loadFindings, loadOpenFinding, loadViews } from '../loadFindings';
import { LateFindings } from './LateFindings';

export const metadata: Metadata = { title: 'Findings' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FindingsPage({ searchParams }: Props) {
  const params = asParams(await searchParams);
  const filters = readFilters(params);
  const opened = await openPage(paths.findings(writeFilters(filters)));
  // The address may name a repository that is gone, or another user's.
  const loaded = await orRefusal(
    Promise.all([loadFindings(opened, filters), loadViews(opened), loadOpenFinding(opened, params)]),
  );
  if ('refusal' in loaded) return <Refused refusal={loaded.refusal} />;
  return (
    <HydrationBoundary state={dehydrate(opened.queryClient)}>
      <Page title="Findings">
        <LateFindings />
      </Page>
    </HydrationBoundary>
  );
}
