'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { inputStyle } from './styles';
import { useKey } from './useKey';

const TYPING_PAUSE_MS = 200;

type SearchBoxProps = { label: string; q: string; onSearch: (q: string) => void };

/** Searches when typing pauses. A change of the URL, such as by the back button, replaces the text. */
export function SearchBox({ label, q, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  const box = useRef<HTMLInputElement>(null);
  useKey('/', () => box.current?.focus());

  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);

  useEffect(() => {
    if (typed === sent.current) return;
    const pause = setTimeout(() => {
      sent.current = typed;
      onSearch(typed);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, onSearch]);

  return (
    <div className="relative min-w-48 grow sm:max-w-md">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={box}
        type="search"
        value={typed}
        maxLength={255}
        placeholder="Search"
        aria-label={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        className={`${inputStyle} pl-8.5`}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  );
}
