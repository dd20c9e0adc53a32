'use client';

import { buttonStyle } from '@/ui/styles';
import { Message } from './Message';

/** An unexpected error. Its cause is in the server's log, found by its digest. */
export function ErrorMessage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <>
      <title>Not loaded · Heimdall</title>
      <Message
        title="This page could not be loaded"
        text={`Heimdall could not load its data. Try again in a moment; if it fails again, see the server’s log${digest ? ` for ${digest}` : ''}.`}
        action={
          <button type="button" className={buttonStyle('primary')} onClick={onRetry}>
            Try again
          </button>
        }
      />
    </>
  );
}
