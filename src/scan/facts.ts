import type { Engine, FileDetection, FileFacts } from '@/engines/engine';
import type { ScanSink } from './sink';
import type { SourceFile } from './source';

type NotedFile = Pick<SourceFile, 'path' | 'allowedBy'>;

/** What an engine concluded of a file. */
export type Concluded = FileDetection & Pick<SourceFile, 'allowedBy'>;

/** What the engines noted of the files of one scan. */
export type FactsLog = {
  /** @param facts by the ids of the engines */
  readonly add: (file: NotedFile, facts: Readonly<Record<string, unknown>> | undefined) => void;
  readonly of: (engine: string) => readonly FileFacts[];
  /** The entries of the allow-list that cover a file with facts. */
  readonly allowedIn: (path: string) => readonly number[];
};

export function createFactsLog(): FactsLog {
  const byEngine = new Map<string, FileFacts[]>();
  const allowedIn = new Map<string, readonly number[]>();
  return {
    add: ({ path, allowedBy }, facts) => {
      if (facts && allowedBy.length > 0) allowedIn.set(path, allowedBy);
      for (const [engine, noted] of Object.entries(facts ?? {})) {
        const all = byEngine.get(engine) ?? [];
        byEngine.set(engine, all);
        all.push({ path, facts: noted });
      }
    },
    of: (engine) => byEngine.get(engine) ?? [],
    allowedIn: (path) => allowedIn.get(path) ?? [],
  };
}

/**
 * Hands the facts of all files to the sink, and to the engines that conclude from them.
 * Also where an engine has noted none, as the last scan may have.
 * @returns what the engines conclude
 */
export async function concludeFacts(
  { analyses, sink }: { readonly analyses: readonly Engine[]; readonly sink: Pick<ScanSink, 'facts'> },
  facts: FactsLog,
): Promise<readonly Concluded[]> {
  const concluded: Concluded[] = [];
  for (const { id, conclude } of analyses) {
    const noted = facts.of(id);
    await sink.facts(id, noted);
    for (const found of conclude?.(noted) ?? []) {
      concluded.push({ ...found, allowedBy: facts.allowedIn(found.path) });
    }
  }
  return concluded;
}
