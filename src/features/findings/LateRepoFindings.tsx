'use client';

import { Late, latePart } from '@/ui/Late';

const RepoFindings = latePart(async () => (await import('./RepoFindings')).RepoFindings);

/** A tab of a page, whose code only that tab loads. */
export function LateRepoFindings({ repoId }: { repoId: string }) {
  return (
    <Late>
      <RepoFindings repoId={repoId} />
    </Late>
  );
}
