import type { Analyze, Engine, EngineEnv } from '@/engines/engine';
import { readText } from '@/engines/text';

/**
 * Prepares engines to analyze files together. Each analyzes the files that it accepts.
 * @returns the detections of all, in the engines' order
 * @throws Error that lists all problems of an engine's rules
 */
export function prepareEngines(engines: readonly Engine[], env: EngineEnv): Analyze {
  const prepared = engines.map((engine) => ({ engine, analyze: engine.prepare(env) }));
  return (file) => {
    const { path, content, areLines } = file;
    const analyses = prepared.flatMap(({ engine, analyze }) =>
      (areLines && !engine.history) || !engine.accepts({ path, size: content.length }) ? [] : [analyze(file)],
    );
    const [first, ...others] = analyses;
    if (!first) return { verdict: areLines ? 'text' : readText(content).verdict, detections: [] };
    if (others.length === 0) return first;
    // A content is text if any engine reads it as text.
    const { verdict } = analyses.find((analysis) => analysis.verdict === 'text') ?? first;
    return { verdict, detections: analyses.flatMap(({ detections }) => detections) };
  };
}
