import { createHmac } from 'node:crypto';
import type { Detection, HistoryFacts } from '@/domain/findings/rules';
import type { Suppression } from '@/domain/suppressions/schema';
import { RULES } from '@/scanner/secrets/registry';
import type { SecretMatch } from '@/scanner/secrets/result';
import type { Rule } from '@/scanner/secrets/rule';

const ruleOf = new Map<string, Rule>(RULES.map((rule) => [rule.id, rule]));

/** Makes detections of the engine's matches, with one repo's allow-list. */
export type DetectionMaker = (
  match: SecretMatch,
  path: string,
  occurrence: { inTree: boolean; history: HistoryFacts | null },
  /** The entries of the allow-list, by their index, whose pattern covers the path. */
  allowedBy?: readonly number[],
) => Detection;

/** @param key of the digests that identify findings */
export function createDetectionMaker(suppressions: readonly Suppression[], key: string): DetectionMaker {
  return (match, path, occurrence, allowedBy = []) => {
    const { ruleId, severity, confidence, digest, line, lineEnd, snippet, snippetLine } = match;
    const covering = new Set(allowedBy);
    const entry = suppressions.find(
      (it, index) =>
        (it.ruleId === null || it.ruleId === ruleId) && (it.path === null || covering.has(index)),
    );
    return {
      ...describeRule(ruleId),
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
  { allowed }: SecretMatch,
  entry: { reason: string } | undefined,
): Detection['suppressed'] {
  if (allowed !== null) return { by: 'comment', reason: allowed };
  return entry ? { by: 'allow_list', reason: entry.reason } : null;
}

function describeRule(ruleId: string) {
  const rule = ruleOf.get(ruleId);
  if (!rule) throw new Error(`the engine found something by a rule that is not there: ${ruleId}`);
  return {
    title: rule.name,
    description: rule.why,
    cweId: rule.cwe ?? 'CWE-798',
    fixType: 'config_change' as const,
    fixSummary: [rule.revoke, ...AFTER_REVOKING].join('\n'),
    references: [...new Set([rule.revokeUrl, rule.source])].filter((url) => url !== null),
  };
}

/** Removing comes second: a secret that others have read stays known to them. */
const AFTER_REVOKING = [
  'Put the new value where it does not enter the repository: an environment variable or a secret store.',
  'Remove the old value from the file. It stays in the history, which is why revoking it comes first.',
];
