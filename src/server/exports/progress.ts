import { singleton } from '../singleton';

/** How far an export is, which a page asks for while the browser saves it. */
export type ExportProgress = { done: number; state: 'running' | 'completed' | 'failed' };

/** The newest exports of this process, by their users and the names that pages gave them. */
const begun = singleton('exports', () => new Map<string, ExportProgress>());
const MOST_KEPT = 1_000;

const keyOf = (userId: string, name: string) => `${userId} ${name}`;

export function beginProgress(userId: string, name: string): ExportProgress {
  const progress: ExportProgress = { done: 0, state: 'running' };
  begun.set(keyOf(userId, name), progress);
  const [oldest] = begun.keys();
  if (begun.size > MOST_KEPT && oldest !== undefined) begun.delete(oldest);
  return progress;
}

/** Null for an export that is unknown here: of another user, of another process, or too long ago. */
export function progressOf(userId: string, name: string): ExportProgress | null {
  return begun.get(keyOf(userId, name)) ?? null;
}

/** Counts findings when the next ones are asked for, so that those before are written. */
export async function* counted<T>(
  parts: AsyncIterable<readonly T[]>,
  progress: ExportProgress,
): AsyncGenerator<T[]> {
  for await (const part of parts) {
    yield [...part];
    progress.done += part.length;
  }
}

/** Notes whether all pieces were taken. A reader who leaves takes no more. */
export async function* noted(
  pieces: AsyncGenerator<string>,
  progress: ExportProgress,
): AsyncGenerator<string> {
  try {
    yield* pieces;
    progress.state = 'completed';
  } finally {
    if (progress.state === 'running') progress.state = 'failed';
  }
}
