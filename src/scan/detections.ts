import { createHmac } from 'node:crypto';
import { type Engine, type Detection as EngineDetection, isDump, MAX_PER_FILE } from '@/engines/engine';
import { type EngineRule, indexRules } from '@/engines/rules';
import type { CoverageGaps } from './coverage';
import type { HistoryFacts, Located } from './located';

/** An entry of a repository's allow-list. Without a rule or a path it covers all of them. */
export type AllowEntry = {
  readonly ruleId: string | null;
  /** A pattern as in .gitignore, which engines match. */
  readonly path: string | null;
  readonly reason: string;
};

/** Completes what an engine detected, with its rule's texts and one repo's allow-list. */
export type DetectionMaker = (
  match: EngineDetection,
  path: string,
  occurrence: { inTree: boolean; history: HistoryFacts | null },
  /** The entries of the allow-list, by their index, whose pattern covers the path. */
  allowedBy?: readonly number[],
) => Located;

/**
 * @param engines that detect
 * @param key of the digests that identify findings
 */
export function createDetectionMaker(
  engines: readonly Engine[],
  allowList: readonly AllowEntry[],
  key: string,
): DetectionMaker {
  const findRule = indexRules(engines);
  return (match, path, occurrence, allowedBy = []) => {
    const { ruleId, severity, confidence, digest, line, lineEnd, snippet, snippetLine } = match;
    const covering = new Set(allowedBy);
    const entry = allowList.find(
      (it, index) =>
        (it.ruleId === null || it.ruleId === ruleId) && (it.path === null || covering.has(index)),
    );
    return {
      ...describeRule(findRule(ruleId)),
      ...occurrence,
      fingerprint: createHmac('sha256', key).update(`place\0${digest}\0${path}`).digest('base64url'),
      digest,
      ruleId,
      severity,
      confidence,
      filePath: path,
      lineStart: line,
      lineEnd,
      codeSnippet: snippet,
      snippetLine,
      suppressed: suppressionOf(match, entry),
    };
  };
}

function suppressionOf(
  { allowed }: EngineDetection,
  entry: { reason: string } | undefined,
): Located['suppressed'] {
  if (allowed !== null) return { by: 'comment', reason: allowed };
  return entry ? { by: 'allow_list', reason: entry.reason } : null;
}

function describeRule({ engine, rule }: EngineRule) {
  return {
    source: engine,
    title: rule.name,
    description: rule.why,
    cweId: rule.cwe,
    fixType: rule.fixType,
    fixSummary: rule.remedy.join('\n'),
    references: rule.references,
  };
}

/** @returns the secrets of one file that become findings; the coverage records if there are more */
export function capDetections(
  detections: readonly EngineDetection[],
  path: string,
  coverage: CoverageGaps,
): readonly EngineDetection[] {
  if (!isDump(detections)) return detections;
  coverage.addLimit(
    `${path} holds more than ${MAX_PER_FILE} secrets; the first of them are reported. Revoke them all.`,
  );
  return detections.slice(0, MAX_PER_FILE);
}
