/** Where a list's next page begins, as every list answers it. */
export function nextPage<Cursor>({ nextCursor }: { nextCursor: Cursor }): Cursor {
  return nextCursor;
}
