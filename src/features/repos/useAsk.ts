import { useState } from 'react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';

/** Runs a button's request to the server. A refusal is shown, and the button can show that it is busy. */
export function useAsk(): { ask: (request: () => Promise<void>) => void; asking: boolean } {
  const [asking, setAsking] = useState(false);

  async function ask(request: () => Promise<void>): Promise<void> {
    setAsking(true);
    try {
      await request();
    } catch (error) {
      showFailure(refusalOf(error).message);
    } finally {
      setAsking(false);
    }
  }
  return { ask: (request) => void ask(request), asking };
}
