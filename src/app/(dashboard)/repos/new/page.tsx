import type { Metadata } from 'next';
import { NewRepoForm } from '@/features/repos/NewRepoForm';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { panelStyle } from '@/ui/styles';

export const metadata: Metadata = { title: 'Add repository' };

export default async function NewRepoPage() {
  await openPage(paths.newRepo());
  return (
    <Page
      crumbs={[{ label: 'Repositories', href: paths.repos() }]}
      title="Add repository"
      fact="Heimdall contacts the remote only after you add it."
      narrow
    >
      <div className={`${panelStyle} p-6`}>
        <NewRepoForm />
      </div>
    </Page>
  );
}
