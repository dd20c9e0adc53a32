import { createHash, createHmac } from 'node:crypto';
import { stringify } from 'uuid';
import {
  type DetectionDetails,
  type Engine,
  type Detection as EngineDetection,
  type FileDetection,
  type FileFacts,
  type FileRole,
  isDump,
  MAX_PER_FILE,
  type RuleInfo,
} from '@/engines/engine';
import { fileRoleOf } from '@/engines/fileRole';
import { type CoverageGaps, forgottenFacts } from './coverage';
import type { FactsLog } from './factsLog';
import type { HistoryFacts, Located } from './located';
import { checkPackages, type IsUnchecked, type PackageScan } from './packages';
import type { ScanSink } from './sink';
import type { SourceFile } from './source';

/** An entry of a repository's allow-list. Without a rule, a path or a fingerprint it covers all of them. */
export type AllowEntry = {
  readonly ruleId: string | null;
  /** A pattern as in .gitignore, which engines match. */
  readonly path: string | null;
  /** One finding. */
  readonly fingerprint: string | null;
  readonly reason: string;
};

/** Completes what an engine detected, with its rule's texts and one repo's allow-list. */
export type DetectionMaker = (
  match: EngineDetection,
  path: string,
  occurrence: { inTree: boolean; history: HistoryFacts | null },
  /** The entries of the allow-list, by their index, whose pattern covers the path. */
  allowedBy?: readonly number[],
  /** The reason of the repository's exception that covers it. */
  excepted?: string | null,
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
  // The detections of a file come one after another.
  const fileOf = ofLast((path) => ({ role: fileRoleOf(path), nthOf: countEqual() }));
  return (match, path, occurrence, allowedBy = [], excepted = null) => {
    const { ruleId, severity, confidence, identity, line, lineEnd, snippet, snippetLine } = match;
    const { title, group, anchors, evidence, formerIdentities = [] } = match;
    const file = fileOf(path);
    const nth = occurrence.inTree ? file.nthOf(identity) : 0;
    const fingerprintOf = (of: string) =>
      createHmac('sha256', key)
        .update(placeOf(of, path, nth))
        .digest('base64url');
    const fingerprint = fingerprintOf(identity);
    const isOne = (given: string) =>
      given === fingerprint || formerIdentities.some((former) => fingerprintOf(former) === given);
    const covering = new Set(allowedBy);
    const entry = allowList.find(
      (it, index) =>
        (it.ruleId === null || it.ruleId === ruleId) &&
        (it.path === null || covering.has(index)) &&
        (it.fingerprint === null || isOne(it.fingerprint)),
    );
    return {
      ...describe(findRule(ruleId), title, match.details),
      ...occurrence,
      fingerprint,
      identity,
      formerIdentities,
      groupId: groupIdOf(group),
      anchors,
      evidence,
      fileRole: roleOf(file.role, match),
      ruleId,
      severity,
      confidence,
      filePath: path,
      lineStart: line,
      lineEnd,
      codeSnippet: snippet,
      snippetLine,
      suppressed: suppressionOf(match, excepted, entry),
    };
  };
}

/** A tool writes lock files, but the packages that they name are used as those of any product. */
function roleOf(role: FileRole, { details }: EngineDetection): FileRole {
  return role === 'generated' && details?.vulnerability ? 'product' : role;
}

/** Remembers the last result. */
function ofLast<T>(make: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly made: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}

/** @returns a function that counts how often it was called with a text before */
function countEqual(): (text: string) => number {
  const counts = new Map<string, number>();
  return (text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    return count;
  };
}

/** The first of equal detections has the place that it would have alone. */
function placeOf(identity: string, path: string, nth: number): string {
  return `place\0${identity}\0${path}${nth === 0 ? '' : `\0${nth}`}`;
}

function suppressionOf(
  { allowed }: EngineDetection,
  excepted: string | null,
  entry: { reason: string } | undefined,
): Located['suppressed'] {
  if (allowed !== null) return { by: 'comment', reason: allowed };
  if (excepted !== null) return { by: 'ignore_file', reason: excepted };
  return entry ? { by: 'allow_list', reason: entry.reason } : null;
}

/** A UUID of version 8 (RFC 9562): its bits are the application's own. */
export function groupIdOf(group: string): string {
  const bytes = createHash('sha256').update(group).digest();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return stringify(bytes);
}

/** A rule with the id of its engine. */
type EngineRule = { readonly engine: string; readonly rule: RuleInfo };

/**
 * Indexes the rules of engines.
 * @returns a function that finds a rule by its id; it throws an Error where no engine has it
 */
export function indexRules(engines: readonly Engine[]): (ruleId: string) => EngineRule {
  const ruleOf = new Map<string, EngineRule>(
    engines.flatMap(({ id: engine, rules }) => rules.map((rule) => [rule.id, { engine, rule }] as const)),
  );
  return (ruleId) => {
    const found = ruleOf.get(ruleId);
    if (!found) throw new Error(`an engine detected something by a rule that is not there: ${ruleId}`);
    return found;
  };
}

/** The texts of a rule, or of the detection where that has its own. */
function describe({ engine, rule }: EngineRule, title: string | null, details: DetectionDetails = {}) {
  const { description, remedy, references, cwe, cve = null, suggestedPatch = null, vulnerability } = details;
  return {
    source: engine,
    title: title ?? rule.name,
    ruleName: rule.name,
    description: description ?? rule.why,
    cweId: cwe === undefined ? rule.cwe : cwe,
    cveId: cve,
    fixType: rule.fixType,
    fixSummary: (remedy ?? rule.remedy).join('\n'),
    references: references ?? rule.references,
    suggestedPatch,
    ...(vulnerability && { details: { flows: [], related: [], vulnerability } }),
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

/** What an engine concluded of a file. */
type Concluded = FileDetection &
  Pick<SourceFile, 'allowedBy'> & {
    /** The reason of the repository's exception that covers it. */
    readonly excepted?: string | null;
  };

/**
 * Hands the facts of all files to the sink and to the engines that conclude from them. Packages are compared.
 * Also where an engine has noted none, as the last scan may have.
 * @returns what the engines conclude, and which findings of packages they could not check
 */
export async function concludeFacts(
  scan: PackageScan & { readonly sink: Pick<ScanSink, 'facts'> },
  facts: FactsLog,
): Promise<{ readonly concluded: readonly Concluded[]; readonly isUnchecked: IsUnchecked }> {
  const concluded: FileDetection[] = [];
  for (const { id, conclude } of scan.analyses) {
    if (!conclude) continue;
    const forgotten = facts.forgottenBy(id).size;
    if (forgotten > 0) scan.coverage.addLimit(forgottenFacts(forgotten));
    const noted = facts.of(id).map((text) => JSON.parse(text) as FileFacts);
    await scan.sink.facts(id, noted);
    for (const found of conclude(noted)) concluded.push(found);
  }
  const { found, isUnchecked } = await checkPackages(scan, facts);
  const allowed = (it: Omit<Concluded, 'allowedBy'>): Concluded => ({
    ...it,
    allowedBy: facts.allowedIn(it.path),
  });
  return {
    concluded: [...concluded, ...found].map(allowed),
    isUnchecked: (finding) => facts.forgottenBy(finding.source).has(finding.filePath) || isUnchecked(finding),
  };
}
