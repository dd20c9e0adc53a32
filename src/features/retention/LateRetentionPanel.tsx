'use client';

import { Late, latePart } from '@/ui/Late';

const RetentionPanel = latePart(async () => (await import('./RetentionPanel')).RetentionPanel);

/** A form, whose code is loaded after its page's. */
export function LateRetentionPanel() {
  return (
    <Late>
      <RetentionPanel />
    </Late>
  );
}
