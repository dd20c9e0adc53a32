import type { Metadata } from 'next';
import { RuleCatalogue } from '@/features/docs/RuleCatalogue';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { ruleCatalogue } from '@/server/ruleCatalogue';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  await openPage(paths.rules());
  const catalogue = ruleCatalogue();
  const fact = `${catalogue.rules.length} rules find leaked secrets, each by its provider's documented form.`;
  return (
    <Page title="Rules" fact={fact} crumbs={[{ label: 'API', href: paths.docs() }]}>
      <RuleCatalogue {...catalogue} />
    </Page>
  );
}
