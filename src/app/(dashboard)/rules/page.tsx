import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { MissingRules } from '@/features/rules/MissingRules';
import { RuleList } from '@/features/rules/RuleList';
import { listInput, readFilters } from '@/features/rules/ruleFilters';
import { Page } from '@/features/shell/Page';
import { nextPage } from '@/lib/nextPage';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { describeRules } from '@/server/ruleCatalogue';

export const metadata: Metadata = { title: 'Rules' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function RulesPage({ searchParams }: Props) {
  const asked = Object.entries(await searchParams);
  const pairs = asked.flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value]));
  const params = new URLSearchParams(pairs);
  const { trpc, queryClient } = await openPage(paths.rules(params.toString()));
  await queryClient.fetchInfiniteQuery(
    trpc.rule.list.infiniteQueryOptions(listInput(readFilters(params)), { getNextPageParam: nextPage }),
  );
  const { total, gitleaks, missing } = describeRules();
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Page
        title="Rules"
        fact={`${total} rules find leaked secrets, each by its provider’s documented form.`}
      >
        <RuleList />
        <MissingRules total={gitleaks} missing={missing} />
      </Page>
    </HydrationBoundary>
  );
}
