'use client';

import { Suspense } from 'react';
import { latePart } from '@/ui/Late';
import { FindingTable } from './FindingTable';
import { NoFindings } from './NoFindings';

const ViewTabs = latePart(async () => (await import('./ViewTabs')).ViewTabs);

/** The findings of all repositories that the reader sees. */
export function AllFindings() {
  return (
    <>
      {/* As high as the tabs, so that nothing moves. */}
      <Suspense fallback={<div className="mb-5 h-9" />}>
        <ViewTabs />
      </Suspense>
      <FindingTable empty={<NoFindings />} />
    </>
  );
}
