import { createHash } from 'node:crypto';
import type { Confidence, Detection } from '../../engine';
import type { Digest } from '../digest';
import type { FileKind } from '../fileKind';
import { FILE_RULES } from './fileRules';

/** The key of Android's builds for debugging, whose password everybody knows and which no store accepts. */
const KNOWN_TO_ALL = /(?:^|\/)debug\.keystore$/;

/** What is read of every file, also of large ones. It holds salts or keys, so that no two files share it. */
const HEAD_BYTES = 8 * 1024;

/**
 * Returns the ids of the rules for files of this name.
 * @param name its path in lower case
 */
export function namedBy(name: string): readonly string[] {
  if (KNOWN_TO_ALL.test(name)) return [];
  return FILE_RULES.filter(({ names }) => names.test(name)).map(({ id }) => id);
}

/** Detects what a file is as a whole. It shows none of its bytes, as people can't read them. */
export function detectFile(
  { buffer, byteOffset, byteLength }: Uint8Array,
  { named = [], role }: Pick<FileKind, 'named' | 'role'>,
  digest: Digest,
): Detection[] {
  if (named.length === 0) return [];
  const content = Buffer.from(buffer, byteOffset, byteLength);
  return FILE_RULES.filter(({ id }) => named.includes(id)).flatMap((rule) => {
    const proof = rule.prove(content);
    if (proof === undefined) return [];
    const secret = createHash('sha256').update(content.subarray(0, HEAD_BYTES)).digest('base64url');
    const isProduct = role === 'product';
    return {
      ruleId: rule.id,
      severity: rule.severity,
      confidence: isProduct ? proof.confidence : lowered(proof.confidence),
      title: null,
      evidence: [
        'Its name is one of such a file.',
        proof.evidence,
        ...(isProduct ? [] : ['Outside of product code, such files are mostly made for tests and examples.']),
      ],
      ...{ identity: digest('', secret), group: digest('', secret), anchors: [] },
      ...{ line: 1, lineEnd: 1, snippet: '', snippetLine: 1, allowed: null },
    };
  });
}

function lowered(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}
