import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { buttonStyle } from '@/ui/styles';

/** The way to the receipts of what has been deleted. */
export function DeletionsPanel() {
  return (
    <Panel
      title="Deletions"
      description="What has been deleted, who asked for it, how long it took, and that nothing is left of it."
    >
      <PageLink href={paths.deletions()} className={buttonStyle()}>
        See deletions
      </PageLink>
    </Panel>
  );
}
