'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from './Button';
import { writeClipboard } from './clipboard';

const SHOWN_MS = 1_500;

/** Copies a text and says so. It selects nothing and moves nothing. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [result, setResult] = useState<'copied' | 'refused'>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(): Promise<void> {
    setResult(await writeClipboard(text));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setResult(undefined), SHOWN_MS);
  }

  return (
    <>
      <IconButton label={label} className="size-6 max-sm:size-8" onClick={() => void copy()}>
        {result === 'copied' ? (
          <Check aria-hidden className="size-3.5 text-good" />
        ) : (
          <Copy aria-hidden className="size-3.5" />
        )}
      </IconButton>
      <span role="status" className={result === 'refused' ? 'text-sm text-critical' : 'sr-only'}>
        {result === 'copied' ? 'Copied' : null}
        {result === 'refused' ? 'The browser did not allow it; select the text and copy it' : null}
      </span>
    </>
  );
}
