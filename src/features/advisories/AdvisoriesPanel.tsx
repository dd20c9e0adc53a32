import { paths } from '@/lib/paths';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { buttonStyle } from '@/ui/styles';

/** A link to the advisories of the installation. */
export function AdvisoriesPanel() {
  return (
    <Panel
      title="Advisories"
      description="Known vulnerabilities of packages: how many are imported, and how old they are."
    >
      <PageLink href={paths.advisories()} className={buttonStyle()}>
        Manage advisories
      </PageLink>
    </Panel>
  );
}
