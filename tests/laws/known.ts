import type { Violation } from './sources';

/** One breach of a law; its key is its kind, for a list of known ones. */
export type Breach = { readonly key: string; readonly violation: Violation };

/** How many breaches of each kind are known. */
export type Known = Readonly<Record<string, number>>;

/** If there are more breaches of a kind than are known, all of that kind are reported. */
export function beyondKnown(breaches: readonly Breach[], known: Known): Violation[] {
  return [...byKey(breaches)]
    .filter(([key, found]) => found.length > (known[key] ?? 0))
    .flatMap(([, found]) => found.map(({ violation }) => violation));
}

/** Kinds with fewer breaches than the list says, and their number, which the list must be set to. */
export function mended(breaches: readonly Breach[], known: Known): [key: string, left: number][] {
  const found = byKey(breaches);
  return Object.entries(known)
    .map(([key, count]) => ({ key, count, left: found.get(key)?.length ?? 0 }))
    .filter(({ count, left }) => left < count)
    .map(({ key, left }) => [key, left]);
}

function byKey(breaches: readonly Breach[]): Map<string, Breach[]> {
  const found = new Map<string, Breach[]>();
  for (const breach of breaches) found.set(breach.key, [...(found.get(breach.key) ?? []), breach]);
  return found;
}
