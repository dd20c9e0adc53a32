/** Placeholders for rows that are loading. They appear late, so that quick answers do not flicker. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="animate-late">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never reordered
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line px-4 last:border-0">
          <div className="h-3 w-2/5 animate-pulse rounded bg-sunken" />
          <div className="h-3 w-1/5 animate-pulse rounded bg-sunken" />
          <div className="h-3 w-1/6 animate-pulse rounded bg-sunken" />
        </div>
      ))}
    </div>
  );
}
