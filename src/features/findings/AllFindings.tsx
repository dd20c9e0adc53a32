'use client';

import { TabLinks } from '@/ui/TabLinks';
import { FindingTable } from './FindingTable';
import { FINDING_VIEWS, viewOf, viewPath } from './findingViews';
import { NoFindings } from './NoFindings';
import { useFindingFilters } from './useFindingFilters';

/** The findings of all repositories that the reader sees. */
export function AllFindings() {
  const { filters } = useFindingFilters();
  return (
    <>
      <TabLinks
        label="Views"
        current={viewOf(filters) ?? ''}
        tabs={FINDING_VIEWS.map((view) => ({ id: view.id, label: view.label, href: viewPath(view) }))}
      />
      <FindingTable empty={<NoFindings />} />
    </>
  );
}
