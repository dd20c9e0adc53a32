'use client';

import { useState } from 'react';
import { linkStyle } from './styles';

type FacetProps<Value extends string> = {
  label: string;
  values: readonly Value[];
  words: (value: Value) => string;
  chosen: readonly Value[];
  /** How many things have a value; undefined if none has. */
  countOf: (value: Value) => string | undefined;
  /** As many values are shown at first, with those that are chosen. */
  most?: number;
  onChange: (chosen: Value[]) => void;
};

/** The values of one filter that anything has. Several are alternatives. */
export function Facet<Value extends string>({
  label,
  values,
  words,
  chosen,
  countOf,
  most = Number.POSITIVE_INFINITY,
  onChange,
}: FacetProps<Value>) {
  const [clicked, setClicked] = useState<{ next: readonly Value[]; from: readonly Value[] }>();
  // The URL changes a moment after a click, and a box that waited for it would flicker.
  const present = clicked?.from === chosen ? clicked.next : chosen;
  const [isWhole, setWhole] = useState(false);
  const all = values.filter((value) => countOf(value) !== undefined || present.includes(value));
  const shown = all.filter((value, at) => isWhole || at < most || present.includes(value));
  const choose = (value: Value, isChosen: boolean) => {
    const next = values.filter((one) => (one === value ? isChosen : present.includes(one)));
    setClicked({ next, from: chosen });
    onChange(next);
  };
  if (shown.length === 0) return null;
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {shown.map((value) => (
        <label
          key={value}
          className="-mx-1 flex min-h-7 items-center gap-2 rounded px-1 text-sm hover:bg-sunken max-sm:min-h-9"
        >
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={present.includes(value)}
            onChange={({ target }) => choose(value, target.checked)}
          />
          <span className="line-clamp-2 min-w-0 grow wrap-anywhere" title={words(value)}>
            {words(value)}
          </span>
          <span className="shrink-0 text-muted tabular-nums">{countOf(value) ?? '0'}</span>
        </label>
      ))}
      {all.length > most ? (
        <button type="button" className={`${linkStyle} rounded text-sm`} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${all.length}`}
        </button>
      ) : null}
    </fieldset>
  );
}
