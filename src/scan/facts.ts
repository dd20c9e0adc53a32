import type { Engine, FileDetection, FileFacts } from '@/engines/engine';
import type { ScanSink } from './sink';

/** What the engines noted of the files of one scan. */
export type FactsLog = {
  /** @param facts by the ids of the engines */
  readonly add: (path: string, facts: Readonly<Record<string, unknown>> | undefined) => void;
  readonly of: (engine: string) => readonly FileFacts[];
};

export function createFactsLog(): FactsLog {
  const byEngine = new Map<string, FileFacts[]>();
  return {
    add: (path, facts) => {
      for (const [engine, noted] of Object.entries(facts ?? {})) {
        const all = byEngine.get(engine) ?? [];
        byEngine.set(engine, all);
        all.push({ path, facts: noted });
      }
    },
    of: (engine) => byEngine.get(engine) ?? [],
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
): Promise<readonly FileDetection[]> {
  const concluded: FileDetection[] = [];
  for (const { id, conclude } of analyses) {
    const noted = facts.of(id);
    await sink.facts(id, noted);
    for (const found of conclude?.(noted) ?? []) concluded.push(found);
  }
  return concluded;
}
