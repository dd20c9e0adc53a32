import type { Analysis, Engine, EngineEnv, LoadedFile } from '@/engines/engine';
import { readText } from '@/engines/text';

/** What all engines say of a file; the facts by the ids of the engines. */
export type FileAnalysis = Omit<Analysis, 'facts'> & { readonly facts?: Readonly<Record<string, unknown>> };

/**
 * Prepares engines to analyze files together. Each analyzes the files that it accepts.
 * @returns the detections of all, in the engines' order
 * @throws Error that lists all problems of an engine's rules
 */
export function prepareEngines(
  engines: readonly Engine[],
  env: EngineEnv,
): (file: LoadedFile) => FileAnalysis {
  const prepared = engines.map((engine) => ({ engine, analyze: engine.prepare(env) }));
  return (file) => {
    const { path, content, areLines } = file;
    const analyses = prepared.flatMap(({ engine, analyze }) => {
      const isWanted = (!areLines || engine.history) && engine.accepts({ path, size: content.length });
      return isWanted ? [{ id: engine.id, analysis: analyze(file) }] : [];
    });
    const [first] = analyses;
    if (!first) return { verdict: areLines ? 'text' : readText(content).verdict, detections: [] };
    // A content is text if any engine reads it as text.
    const { verdict } = (analyses.find(({ analysis }) => analysis.verdict === 'text') ?? first).analysis;
    const facts = analyses.flatMap(({ id, analysis }) =>
      analysis.facts === undefined ? [] : [[id, analysis.facts] as const],
    );
    const detections = analyses.flatMap(({ analysis }) => analysis.detections);
    return { verdict, detections, ...(facts.length > 0 && { facts: Object.fromEntries(facts) }) };
  };
}
