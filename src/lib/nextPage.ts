/** Returns the cursor of a list's next page. */
export function nextPage<Cursor>({ nextCursor }: { nextCursor: Cursor }): Cursor {
  return nextCursor;
}
