/** A commit: the content of each changed file, null for a deleted one. */
export type Commit = { files: Record<string, string | Buffer | null>; branch?: string };

/** The time of the first commit, in seconds since the epoch. Each later commit is a day younger. */
export const FIRST_COMMIT_AT = 1_700_000_000;
const DAY = 86_400;

/**
 * A fast-import stream of these commits, each on top of its branch.
 * @param after the number of earlier commits in the repository, so that these are younger
 */
export function commitStream(commits: readonly Commit[], after = 0): Buffer {
  const begun = new Set<string>();
  return Buffer.concat(
    commits.flatMap(({ files, branch = 'main' }, index) => {
      const at = FIRST_COMMIT_AT + (after + index) * DAY;
      const continues = after > 0 && !begun.has(branch) ? `from refs/heads/${branch}^0\n` : '';
      begun.add(branch);
      return [
        text(`commit refs/heads/${branch}\ncommitter T <t@example.com> ${at} +0000\ndata 1\nc\n${continues}`),
        ...Object.entries(files).flatMap(([path, content]) => change(path, content)),
        text('\n'),
      ];
    }),
  );
}

function change(path: string, content: string | Buffer | null): Buffer[] {
  const name = JSON.stringify(path);
  if (content === null) return [text(`D ${name}\n`)];
  const bytes = Buffer.from(content);
  return [text(`M 100644 inline ${name}\ndata ${bytes.length}\n`), bytes, text('\n')];
}

function text(value: string): Buffer {
  return Buffer.from(value);
}
