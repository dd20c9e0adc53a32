'use client';

import { useState } from 'react';
import type { WaysIn } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';

type ProviderButtonsProps = {
  providers: WaysIn['providers'];
  /** The page to open afterwards. */
  next: string;
  /** What the buttons say before the provider's name. */
  verb: string;
};

/** A button for each provider, which leads to its pages. */
export function ProviderButtons({ providers, next, verb }: ProviderButtonsProps) {
  const [leaving, setLeaving] = useState<string>();
  const [failure, setFailure] = useState<string>();
  if (providers.length === 0) return null;

  async function leave(id: string): Promise<void> {
    setFailure(undefined);
    setLeaving(id);
    try {
      const { startProviderSignIn } = await import('./startProviderSignIn');
      window.location.assign(await startProviderSignIn(id, next));
    } catch {
      setLeaving(undefined);
      setFailure('Heimdall can’t be reached. Check the connection and try again.');
    }
  }
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button key={id} busy={leaving === id} onClick={() => void leave(id)}>
          <span className="truncate">
            {verb} {name}
          </span>
        </Button>
      ))}
      <FieldError message={failure} />
    </div>
  );
}
