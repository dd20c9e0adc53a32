import type { Metadata } from 'next';
import { Page } from '@/features/shell/Page';
import { paths } from '@/lib/paths';
import { openPage } from '@/server/page';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle, panelStyle } from '@/ui/styles';
import { LateListForm, LateNewRepoForm } from './LateForms';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const TITLES = { one: 'Add repository', several: 'Add repositories' };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: (await searchParams).several ? TITLES.several : TITLES.one };
}

export default async function NewRepoPage({ searchParams }: Props) {
  const isList = Boolean((await searchParams).several);
  await openPage(isList ? paths.newRepos() : paths.newRepo());
  return (
    <Page
      crumbs={[{ label: 'Repositories', href: paths.repos() }]}
      title={isList ? TITLES.several : TITLES.one}
      fact="Heimdall contacts a remote only after you add it."
      action={
        <PageLink href={paths.connections()} className={buttonStyle()}>
          From a connected host
        </PageLink>
      }
      narrow
    >
      {isList ? (
        <LateListForm />
      ) : (
        <div className={`${panelStyle} p-6`}>
          <LateNewRepoForm />
        </div>
      )}
    </Page>
  );
}
