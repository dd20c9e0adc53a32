import type { Metadata } from 'next';
import { HostRepoPicker } from '@/features/connections/HostRepoPicker';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';

export const metadata: Metadata = { title: 'Add repositories' };

type Props = { params: Promise<{ id: string }> };

export default async function ConnectionPage({ params }: Props) {
  const { id } = await params;
  await openPage(paths.connection(id));
  return (
    <Page
      crumbs={[
        { label: 'Settings', href: paths.settings() },
        { label: 'Connections', href: paths.connections() },
      ]}
      title="Add repositories"
      fact="What the connection can see, the last active first. Each is checked and scanned once it is added."
      narrow
    >
      <HostRepoPicker id={id} />
    </Page>
  );
}
