import type { IgnoreFile } from './ignoreFile';
import type { ScanEngines } from './pool/engines';
import { runTask } from './pool/recovery';

/** A page of paths takes milliseconds, and the worst patterns take seconds. */
const MATCH_MS = 60_000;

/**
 * Has an engine match paths against an ignore file, so that untrusted patterns never run in this process.
 * @returns the paths that it names, and messages on the parts of it that were not applied
 * @throws EngineFault; the signal's reason
 */
export async function matchIgnored(
  engines: Pick<ScanEngines, 'runFirst'>,
  ignoreFile: IgnoreFile,
  paths: readonly string[],
): Promise<{ ignored: ReadonlySet<string>; shortfalls: readonly string[] }> {
  let shortfalls: readonly string[] = [];
  const ignored = new Set<string>();
  if (ignoreFile?.length === 0 || paths.length === 0) return { ignored, shortfalls };
  const task = { type: 'match', ignoreFile, paths } as const;
  await runTask(
    engines,
    task,
    () => Date.now() + MATCH_MS,
    (answer) => {
      if (answer.type !== 'match') return;
      for (const path of answer.ignored) ignored.add(path);
      shortfalls = answer.shortfalls;
    },
  );
  return { ignored, shortfalls };
}
