import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { buttonStyle } from '@/ui/styles';

/** A link to the receipts of deletions. */
export function DeletionsPanel() {
  return (
    <Panel
      title="Deletions"
      description="What was deleted, who requested it, how long it took, and that nothing is left."
    >
      <PageLink href={paths.deletions()} className={buttonStyle()}>
        See deletions
      </PageLink>
    </Panel>
  );
}
