import { createHmac, createSecretKey } from 'node:crypto';
import { IMPORTED } from '@/domain/findings/rules';
import type { Engine } from '@/engines/engine';
import { fileRoleOf } from '@/engines/fileRole';
import type { Imported, NamedPlace } from '@/sarif/imported';
import { groupIdOf } from '@/scan/detections';
import type { Recorded } from '@/scan/located';

/** How many masked texts are remembered. */
const MOST_MASKED = 1_000;

/** Completes a result of another tool, so that it can be recorded as a finding. */
export type ImportMaker = (result: Imported) => Recorded;

/**
 * Equal results of one file differ by their order, so each call counts.
 * That takes some 50 bytes of memory for each result.
 * @param engines mask what they would not show of a text
 * @param key of the digests that identify findings
 */
export function createImportMaker(engines: readonly Engine[], key: string): ImportMaker {
  const counts = new Map<number, number>();
  // A key in text would be prepared again for each digest, which takes longer than the digest.
  const secretKey = createSecretKey(Buffer.from(key));
  const digestOf = (...parts: readonly string[]) =>
    createHmac('sha256', secretKey)
      .update(`import\0${parts.join('\0')}`)
      .digest();
  const nthOf = (digest: Buffer) => {
    // 48 bits, which no number loses.
    const short = digest.readUIntBE(0, 6);
    const nth = counts.get(short) ?? 0;
    counts.set(short, nth + 1);
    return nth;
  };
  const maskAll = (text: string, values: readonly string[]) =>
    engines.reduce((masked, { mask }) => mask?.(masked, values) ?? masked, text);
  // Many results have the texts of one rule.
  const masked = new Map<string, string>();
  const maskOnce = (text: string) => {
    const known = masked.get(text) ?? maskAll(text, []);
    if (masked.size >= MOST_MASKED) masked.clear();
    masked.set(text, known);
    return known;
  };
  const maskOf = ({ secret }: Imported) =>
    secret === null ? maskOnce : (text: string) => maskAll(text, [secret]);

  return (result) => {
    const { analysis, ruleId, identity, movesAlong, path } = result;
    const { tool, category } = analysis;
    const group = digestOf(tool, ruleId, identity);
    const place = digestOf(tool, category, ruleId, identity, path);
    const nth = String(nthOf(place));
    const fingerprint = textOf(digestOf(textOf(place), nth));
    return {
      ...describe(result, maskOf(result)),
      source: IMPORTED,
      tool,
      toolCategory: category,
      ruleId,
      fingerprint,
      identity: movesAlong ? textOf(digestOf(category, textOf(group), nth)) : fingerprint,
      formerIdentities: [],
      groupId: groupIdOf(textOf(group)),
      anchors: [],
      fileRole: fileRoleOf(path),
      filePath: path,
      inTree: true,
      history: null,
    };
  };
}

function textOf(digest: Buffer): string {
  return digest.toString('base64url');
}

/** What users read of it. */
function describe(result: Imported, mask: (text: string) => string) {
  const { title, severity, confidence, evidence, cwe, cve, line, lineEnd, snippet, snippetLine } = result;
  const { description, fixType, fixSummary, references, suppressed, flows, related } = result;
  const hasDetails = flows.length > 0 || related.length > 0;
  const maskAt = (places: readonly NamedPlace[]) =>
    places.map((place) => ({ ...place, message: mask(place.message) }));
  return {
    ...{ severity, confidence, evidence, fixType, references, suppressed },
    fixSummary: mask(fixSummary),
    title: mask(title),
    ruleName: title,
    description: mask(description),
    cweId: cwe,
    cveId: cve,
    lineStart: line,
    lineEnd,
    codeSnippet: snippet === null ? null : mask(snippet),
    snippetLine,
    ...(hasDetails ? { details: { flows: flows.map(maskAt), related: maskAt(related) } } : {}),
  };
}
