import cvss from 'ae-cvss-calculator';
import type { Severity } from '../engine';
import type { Advisory, Affected, Exploitation } from './advisory';

/** A severity, and a sentence for each reason. */
export type Rating = { readonly severity: Severity; readonly evidence: readonly string[] };

type Score = { readonly system: string; readonly score: number; readonly vector: string };

/** The probability of exploitation from which a vulnerability is high, whatever its vector says. */
const LIKELY = 0.5;
const LONGEST_VECTOR = 300;
/** Many advisories have the same vector, and a score takes long to compute. */
const SCORES = new Map<string, Score | null>();
const MOST_SCORES = 10_000;
const NUMBER = /^\d{1,2}(?:\.\d{1,2})?$/;

/** The words of databases. RustSec's last three are no vulnerabilities by themselves. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  important: 'high',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  negligible: 'low',
  unimportant: 'low',
  unmaintained: 'low',
  unsound: 'low',
  notice: 'low',
};

const SYSTEMS = [
  { prefix: 'CVSS:4.0/', system: 'CVSS 4.0', read: (vector: string) => new cvss.Cvss4P0(vector) },
  { prefix: 'CVSS:3.1/', system: 'CVSS 3.1', read: (vector: string) => new cvss.Cvss3P1(vector) },
  { prefix: 'CVSS:3.0/', system: 'CVSS 3.0', read: (vector: string) => new cvss.Cvss3P0(vector) },
  { prefix: 'AV:', system: 'CVSS 2', read: (vector: string) => new cvss.Cvss2(vector) },
] as const;

/**
 * Rates advisories about one vulnerability. Their highest score of CVSS 4.0 or 3 decides, else the word of a
 * database, else it is medium. What is exploited, or likely to be, is at least high.
 * @param about what they say of the package itself
 * @param exploitation what is known of their CVE
 */
export function rate(
  advisories: readonly Advisory[],
  about: readonly Affected[],
  exploitation: Exploitation | undefined,
): Rating {
  const base = baseRating(advisories, about);
  const evidence = [...base.evidence];
  const epss = exploitation?.epss ?? null;
  const isLikely = epss !== null && epss >= LIKELY;
  if (exploitation?.isExploited) {
    evidence.push('CISA lists it as exploited (KEV), so that it is at least high.');
  }
  if (epss !== null) {
    const raised = isLikely ? ', so that it is at least high' : '';
    evidence.push(`EPSS gives it a probability of ${percent(epss)} to be exploited within 30 days${raised}.`);
  }
  const isRaised =
    (exploitation?.isExploited || isLikely) && (base.severity === 'medium' || base.severity === 'low');
  return { severity: isRaised ? 'high' : base.severity, evidence };
}

function baseRating(advisories: readonly Advisory[], about: readonly Affected[]): Rating {
  const malicious = advisories.find(({ id }) => id.startsWith('MAL-'));
  if (malicious) {
    return { severity: 'critical', evidence: [`${malicious.id} says that the package itself is malicious.`] };
  }
  const score = highest(
    [...about, ...advisories].flatMap(({ severity }) => severity.map(({ score }) => score)),
  );
  if (score) {
    const sentence = `${score.system} rates it ${score.score.toFixed(1)} of 10 (${score.vector}).`;
    return { severity: severityOf(score.score), evidence: [sentence] };
  }
  for (const { id, databaseSeverity } of advisories) {
    const severity = WORDS[databaseSeverity?.toLowerCase() ?? ''];
    if (severity) return { severity, evidence: [`${id} calls it ${databaseSeverity?.toLowerCase()}.`] };
  }
  return { severity: 'medium', evidence: ['No source says how severe it is, so medium is assumed.'] };
}

/** The highest score of CVSS 4.0 and 3; of version 2 where there is no other. */
function highest(vectors: readonly string[]): Score | undefined {
  const scores = vectors.flatMap((vector) => scoreOf(vector) ?? []);
  const modern = scores.filter(({ system }) => system !== 'CVSS 2');
  return (modern.length > 0 ? modern : scores).toSorted((a, b) => b.score - a.score)[0];
}

/**
 * The base score of a vector of CVSS 4.0, 3.1, 3.0 or 2.
 * @returns undefined where it is no complete vector
 */
export function scoreOf(text: string): Score | undefined {
  const known = SCORES.get(text);
  if (known !== undefined) return known ?? undefined;
  const score = computeScore(text);
  if (SCORES.size >= MOST_SCORES) SCORES.clear();
  if (text.length <= LONGEST_VECTOR) SCORES.set(text, score ?? null);
  return score;
}

function computeScore(text: string): Score | undefined {
  const vector = text.trim();
  const known = SYSTEMS.find(({ prefix }) => vector.startsWith(prefix));
  if (!known || vector.length > LONGEST_VECTOR) return NUMBER.test(vector) ? plainScore(vector) : undefined;
  try {
    const read = known.read(vector);
    const score = read.isBaseFullyDefined() ? read.calculateScores().base : undefined;
    return score === undefined ? undefined : { system: known.system, score, vector };
  } catch {
    // The library throws on some malformed vectors, which then count as absent.
    return undefined;
  }
}

/** Some databases give a score without its vector. */
function plainScore(text: string): Score | undefined {
  const score = Number(text);
  return score <= 10 ? { system: 'CVSS', score, vector: 'without a vector' } : undefined;
}

/** By the scale of CVSS, where 0 is none: here it is low, as somebody has published it. */
function severityOf(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : 'low';
}

function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
