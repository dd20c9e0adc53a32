'use client';

import { Late, latePart } from '@/ui/Late';

const NewRepoForm = latePart(async () => (await import('./NewRepoForm')).NewRepoForm);

/** A form, whose code is loaded after its page's. */
export function LateNewRepoForm() {
  return (
    <Late>
      <NewRepoForm />
    </Late>
  );
}
