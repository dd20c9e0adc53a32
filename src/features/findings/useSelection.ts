import { useCallback, useState } from 'react';

/** The selected rows of a list. Rows that are no longer listed are not selected either. */
export function useSelection<Row extends { id: string; mayTriage: boolean }>(listed: readonly Row[]) {
  const rows = listed.filter(({ mayTriage }) => mayTriage);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  /** All that match are selected, also those that are not loaded. */
  const [all, setAll] = useState(false);
  const selected = rows.filter(({ id }) => ids.has(id));
  const toggle = useCallback((id: string) => {
    setAll(false);
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const clear = useCallback(() => {
    setAll(false);
    setIds(new Set());
  }, []);
  return {
    ids,
    selected,
    all: all && selected.length === rows.length,
    isFull: rows.length > 0 && selected.length === rows.length,
    toggle,
    clear,
    selectRows: () => setIds(new Set(rows.map(({ id }) => id))),
    selectAll: () => setAll(true),
  };
}
