import { result as resultFields, type SarifResult, type SarifRule } from './fields';
import type { Imported, ReadResult } from './imported';
import { type JsonPath, pointerOf, TOO_LARGE, type TooLarge } from './json';
import type { Json } from './jsonBuilder';
import { pathOf } from './paths';
import { cleanPath, flowsOf, linesOf, logicalName, ROOT_PATH, relatedTo, snippetOf } from './places';
import { problemOf } from './problems';
import { confidenceOf, cweOf, type RuleOf, ruleOf, severityOf, tagsOf } from './rules';
import { analysisOf, type Run } from './run';
import { cleanLine, cleanText, textOfMessage } from './texts';

const LONGEST_ID = 255;
const LONGEST_TITLE = 200;
const LONGEST_TEXT = 4_000;
const LONGEST_URL = 2_000;
const MOST_REFERENCES = 10;

/** Kinds of results that say that nothing is wrong. */
const PASSED = new Set(['pass', 'notApplicable', 'informational']);

/** Reads one result. @param path the way to it */
export function readResult(json: Json | TooLarge, path: JsonPath, run: Run): ReadResult {
  if (json === TOO_LARGE) return bad(run, path, 'is too large');
  const parsed = resultFields.safeParse(json);
  if (!parsed.success) {
    return { type: 'bad', problem: problemOf(path, parsed.error), analysis: analysisOf(run) };
  }
  const { data } = parsed;
  if (PASSED.has(data.kind ?? 'fail') || data.baselineState === 'absent') return { type: 'passed' };
  const of = ruleOf(data, run);
  const message =
    textOfMessage(data.message, of) ?? of.rule.shortDescription?.text ?? of.rule.fullDescription?.text;
  if (!message) return bad(run, [...path, 'message'], 'must have a text, or name one of its rule');
  const place = data.locations?.[0]?.physicalLocation?.artifactLocation ?? data.analysisTarget;
  const found = pathOf(place, run);
  if (found === 'outside') {
    const way = ['locations', 0, 'physicalLocation', 'artifactLocation', 'uri'];
    return bad(run, [...path, ...way], 'names a file outside of the repository');
  }
  const filePath = found === 'none' ? ROOT_PATH : cleanPath(found.path);
  return { type: 'imported', result: describe(data, { run, of, message, filePath }) };
}

function bad(run: Run, path: JsonPath, what: string): ReadResult {
  return { type: 'bad', problem: { pointer: pointerOf(path), what }, analysis: analysisOf(run) };
}

type About = { readonly run: Run; readonly of: RuleOf; readonly message: string; readonly filePath: string };

function describe(result: SarifResult, { run, of, message, filePath }: About): Imported {
  const { rule } = of;
  const ruleId = cleanLine(of.id, LONGEST_ID) || 'no-rule';
  const title = cleanLine(shortDescriptionOf(rule) || firstLine(message), LONGEST_TITLE) || ruleId;
  const analysis = analysisOf(run);
  const cwe = cweOf(result, rule, run);
  const [location] = result.locations ?? [];
  const code = snippetOf(location);
  const isSecret = findsSecrets(run, of, cwe);
  const cve = /^CVE-\d{4}-\d{4,10}/i.exec(ruleId)?.[0].toUpperCase() ?? null;
  return {
    analysis,
    ...{ ruleId, title, cwe, cve, path: filePath },
    description: cleanText(message, LONGEST_TEXT),
    severity: severityOf(result, rule),
    confidence: confidenceOf(result, rule),
    evidence: [evidenceOf(run)],
    ...linesOf(location),
    snippet: isSecret ? null : (code?.snippet ?? null),
    snippetLine: isSecret ? null : (code?.snippetLine ?? null),
    secret: isSecret ? (location?.physicalLocation?.region?.snippet?.text ?? null) : null,
    fixType: cve ? 'dependency_upgrade' : result.fixes?.length ? 'code_change' : 'manual_review',
    fixSummary: cleanText(fixOf(result, of, message), LONGEST_TEXT),
    references: referencesOf(result, of),
    ...identityOf(result, { message, code: code?.snippet, at: logicalName(location) }),
    suppressed: suppressionOf(result, analysis.tool),
    flows: flowsOf(result, run, of),
    related: relatedTo(result, run, of),
  };
}

/** What a rule says of itself in short. A text around its id says nothing, such as Semgrep's "Semgrep Finding: a-rule". */
function shortDescriptionOf({ id, shortDescription }: SarifRule): string | undefined {
  const text = shortDescription?.text ?? undefined;
  const isOfWords = /\w\W/.test(id ?? '');
  return isOfWords && text?.includes(id ?? '') ? undefined : text;
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}

function evidenceOf({ driver }: Run): string {
  const version = driver.version ? ` ${driver.version}` : '';
  return cleanLine(`${driver.name}${version} reports it.`, LONGEST_TITLE);
}

/** Hard-coded credentials, and the storage or transport of plain ones. */
const OF_SECRETS = new Set(['CWE-798', 'CWE-259', 'CWE-321', 'CWE-522', 'CWE-540', 'CWE-312', 'CWE-615']);
const NAMES_SECRETS = /secret|gitleaks|trufflehog|credential|password|api-?key|private-?key/i;

/** Whether the code of a result may be a secret, which must never be kept. */
function findsSecrets(run: Run, { id, rule }: RuleOf, cwe: string | null): boolean {
  if (cwe !== null && OF_SECRETS.has(cwe)) return true;
  return [run.driver.name ?? '', id, rule.name ?? '', ...tagsOf(rule.properties)].some((it) =>
    NAMES_SECRETS.test(it),
  );
}

/** What a result and its rule say of the fix. A text that only repeats the message says nothing of it. */
function fixOf(result: SarifResult, of: RuleOf, message: string): string {
  const own = (result.fixes ?? []).flatMap(({ description }) => textOfMessage(description, of) ?? []);
  const { help, fullDescription, shortDescription } = of.rule;
  const repeats = (text: string) => message.includes(text.trim()) || text === shortDescription?.text;
  const texts = [help?.text, fullDescription?.text, help?.text ? undefined : help?.markdown];
  const ofRule = texts.find((text) => text && !repeats(text));
  return [...own, ofRule ?? ''].filter(Boolean).join('\n');
}

/** Web addresses only: any other scheme could run code in a reader's browser. */
function referencesOf({ hostedViewerUri }: SarifResult, { rule }: RuleOf): string[] {
  const given = [rule.helpUri, hostedViewerUri].flatMap((uri) => uri ?? []);
  return given
    .filter((uri) => /^https?:\/\/\S+$/i.test(uri) && uri.length <= LONGEST_URL)
    .slice(0, MOST_REFERENCES);
}

/** Semgrep writes this in place of each fingerprint if nobody has signed in. */
const NO_FINGERPRINT = 'requires login';

/**
 * What is the same in each run: what the tool says is, else the message and the code.
 * Line numbers are no part of it, as a line above changes them.
 * Equal code in another file may be another problem, so only the tool can say that a result has moved.
 */
function identityOf(
  { fingerprints, partialFingerprints }: SarifResult,
  { message, code, at }: { message: string; code: string | undefined; at: string },
): Pick<Imported, 'identity' | 'movesAlong'> {
  const [whole, part] = [fingerprints, partialFingerprints].map((it) =>
    Object.entries(it ?? {})
      .filter(([, value]) => value !== NO_FINGERPRINT)
      .sort(),
  );
  if (whole?.length) return { identity: JSON.stringify(['whole', whole]), movesAlong: true };
  if (part?.length) return { identity: JSON.stringify(['part', part]), movesAlong: true };
  return { identity: JSON.stringify(['content', message, code ?? '', at]), movesAlong: false };
}

/** A result is suppressed if all its suppressions are accepted, which is also meant by none. */
function suppressionOf({ suppressions }: SarifResult, tool: string): Imported['suppressed'] {
  const [first] = suppressions ?? [];
  const isAccepted = (suppressions ?? []).every(({ status }) => (status ?? 'accepted') === 'accepted');
  if (!first || !isAccepted) return null;
  const by = first.kind === 'inSource' ? 'comment' : 'tool';
  const reason = cleanLine(first.justification ?? '', LONGEST_TITLE);
  return { by, reason: reason || `Suppressed in the results of ${tool}` };
}
