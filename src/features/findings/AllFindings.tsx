'use client';

import { FindingTable } from './FindingTable';
import { NoFindings } from './NoFindings';
import { ViewTabs } from './ViewTabs';

/** The findings of all repositories that the reader sees. */
export function AllFindings() {
  return (
    <>
      {/* As high as the tabs, so that nothing moves. */}
      <ViewTabs />
      <FindingTable empty={<NoFindings />} />
    </>
  );
}
