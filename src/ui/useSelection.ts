import { useCallback, useMemo, useRef, useState } from 'react';

type Selectable = { id: string };

/**
 * The selected rows of a list. Rows that are no longer listed are not selected either.
 * @param rows the listed ones
 * @param list what identifies the list: all of another one is not selected
 */
export function useSelection<Row extends Selectable>(rows: readonly Row[], list: string) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** The list of which all that match are selected, also rows that are not loaded yet. */
  const [allOf, setAllOf] = useState<string>();
  /** The row that was chosen last, from which a range goes. */
  const last = useRef<string>(undefined);
  const all = allOf === list && rows.length > 0;
  const ids = useMemo(() => (all ? idsOf(rows) : chosen), [all, rows, chosen]);
  // Of a million rows, this must not be done again for each key.
  const selected = useMemo(() => (ids.size > 0 ? rows.filter(({ id }) => ids.has(id)) : []), [rows, ids]);
  const toggle = useCallback(
    (id: string, asRange = false) => {
      const range = asRange ? rangeOf(rows, last.current, id) : [id];
      last.current = id;
      setAllOf(undefined);
      setChosen((before) => {
        const next = new Set(all ? idsOf(rows) : before);
        const isOn = !next.has(id);
        for (const each of range) {
          if (isOn) next.add(each);
          else next.delete(each);
        }
        return next;
      });
    },
    [all, rows],
  );
  const deselect = useCallback((some: readonly Selectable[]) => {
    const gone = idsOf(some);
    setChosen((before) => new Set([...before].filter((id) => !gone.has(id))));
  }, []);
  const clear = useCallback(() => {
    setAllOf(undefined);
    setChosen(new Set());
  }, []);
  return {
    ids,
    selected,
    all,
    isFull: rows.length > 0 && selected.length === rows.length,
    toggle,
    clear,
    selectRows: () => setChosen(idsOf(rows)),
    deselect,
    selectAll: () => setAllOf(list),
  };
}

function idsOf(rows: readonly Selectable[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}

/** The ids from one row to another one, in either direction. */
function rangeOf(rows: readonly Selectable[], from: string | undefined, to: string): string[] {
  const ends = [from, to].map((id) => rows.findIndex((row) => row.id === id));
  if (ends.includes(-1)) return [to];
  return rows.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id);
}
