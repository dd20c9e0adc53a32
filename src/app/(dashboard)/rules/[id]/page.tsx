import type { Metadata } from 'next';
import { RuleText } from '@/features/rules/RuleText';
import { Page } from '@/features/shell/Page';
import { REFUSAL_TITLES, Refused } from '@/features/shell/Refused';
import { paths } from '@/lib/paths';
import { noSuchPage, openPage } from '@/server/page';
import { findRule } from '@/server/ruleCatalogue';
import { PageLink } from '@/ui/PageLink';
import { buttonStyle } from '@/ui/styles';

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findRule((await params).id)?.name ?? REFUSAL_TITLES.not_found };
}

export default async function RulePage({ params }: Props) {
  const { id } = await params;
  await openPage(paths.rule(id));
  const rule = findRule(id);
  if (!rule) return <Refused refusal={noSuchPage()} />;
  return (
    <Page
      crumbs={[{ label: 'Rules', href: paths.rules() }]}
      title={rule.name}
      fact={<span className="font-mono text-sm">{rule.id}</span>}
      action={
        <PageLink href={paths.findings(`rule=${rule.id}`)} className={buttonStyle()}>
          Its findings
        </PageLink>
      }
      narrow
    >
      <RuleText rule={rule} />
    </Page>
  );
}
