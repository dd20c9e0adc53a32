/** A line of a unified diff. It is the name of a file, a line of code without its mark, or anything else. */
export type DiffLine =
  | { kind: 'file' | 'other'; text: string }
  | { kind: 'added' | 'removed' | 'kept'; number: number; text: string };

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines of a unified diff in their order. A removed line has its number in the old file, the others in the new one.
 * Of its headers it has the names of the changed files alone.
 */
export function diffLines(patch: string): DiffLine[] {
  // The next line of either file, and how many lines of it the hunk still has.
  const old = { next: 0, left: 0 };
  const changed = { next: 0, left: 0 };
  const take = (file: typeof old) => {
    file.left -= 1;
    file.next += 1;
    return file.next - 1;
  };
  return patch
    .trimEnd()
    .split('\n')
    .flatMap((line): DiffLine[] => {
      const text = line.slice(1);
      // Counted, as a removed line may begin as a header does.
      if (old.left > 0 && line.startsWith('-')) return [{ kind: 'removed', number: take(old), text }];
      if (changed.left > 0 && line.startsWith('+')) return [{ kind: 'added', number: take(changed), text }];
      if (old.left > 0 && changed.left > 0 && /^(?: |$)/.test(line)) {
        take(old);
        return [{ kind: 'kept', number: take(changed), text }];
      }
      const hunk = HUNK.exec(line);
      if (hunk) {
        const [, oldStart, oldCount = '1', newStart, newCount = '1'] = hunk;
        Object.assign(old, { next: Number(oldStart), left: Number(oldCount) });
        Object.assign(changed, { next: Number(newStart), left: Number(newCount) });
        return [];
      }
      if (line.startsWith('--- ')) return [];
      if (line.startsWith('+++ ')) return [{ kind: 'file', text: line.slice(4).replace(/^b\//, '') }];
      return [{ kind: 'other', text: line }];
    });
}
