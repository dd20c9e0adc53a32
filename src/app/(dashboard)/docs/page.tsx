import type { Metadata } from 'next';
import { ApiReference } from '@/features/docs/ApiReference';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage, publicUrl } from '@/server/page';
import { describeApi } from '@/server/rest/openapi';

export const metadata: Metadata = { title: 'API reference' };

export default async function DocsPage() {
  await openPage(paths.docs());
  return (
    <Page title="API reference" fact="Everything that the dashboard does, scripts can do.">
      <ApiReference document={describeApi(publicUrl())} />
    </Page>
  );
}
