import type { Metadata } from 'next';
import { ApiReference } from '@/features/docs/ApiReference';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage, readerUrl } from '@/server/page';
import { describeApi } from '@/server/rest/openapi';

export const metadata: Metadata = { title: 'API reference' };

export default async function DocsPage() {
  await openPage(paths.docs());
  return (
    <Page title="API reference" fact="What scripts can do, with examples for this installation.">
      <ApiReference document={describeApi(await readerUrl())} />
    </Page>
  );
}
