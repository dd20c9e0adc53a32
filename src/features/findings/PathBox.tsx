'use client';

import { type FormEvent, useEffect, useState } from 'react';
import { CodeInput } from '@/ui/Field';

/** Filters by a file, or by a folder and all files below it. Applied on Enter and on blur. */
export function PathBox({ path, onChange }: { path: string; onChange: (path: string) => void }) {
  const [typed, setTyped] = useState(path);
  useEffect(() => setTyped(path), [path]);
  function enter(event?: FormEvent): void {
    event?.preventDefault();
    if (typed.trim() !== path) onChange(typed.trim());
  }
  return (
    <form onSubmit={enter} className="min-w-40 grow basis-40 sm:max-w-60">
      <CodeInput
        aria-label="File or folder"
        placeholder="File or folder"
        maxLength={4096}
        className="font-mono sm:text-sm"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => enter()}
      />
    </form>
  );
}
