'use client';

import type { ReactNode } from 'react';
import { Late, latePart } from '@/ui/Late';

const RepoSettings = latePart(async () => (await import('./RepoSettings')).RepoSettings);

/** A tab of a page, whose code only that tab loads. */
export function LateRepoSettings({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Late>
      <RepoSettings id={id}>{children}</RepoSettings>
    </Late>
  );
}
