import type { Exception } from '@/engines/dependencies/package';
import { packageKey } from '@/engines/dependencies/packageKey';
import type { FileDetection, Vulnerability } from '@/engines/engine';
import { coverPaths } from '../coverPaths';
import type { ScanEngines } from '../pool/pool';
import { isCurrent } from './entry';
import { EXCEPTION_FILE } from './exceptionFile';

/** A detection of a package, with the reason of the exception that covers it; null where none does. */
export type PackageDetection = FileDetection & { readonly excepted: string | null };

/**
 * Marks what exceptions cover. Engines match the patterns of paths.
 * @returns the detections in their order, and a sentence for each exception that was not applied
 * @throws EngineFault; the signal's reason
 */
export async function exceptDetections(
  engines: Pick<ScanEngines, 'runFirst'>,
  exceptions: readonly Exception[],
  detections: readonly FileDetection[],
  now: Date,
): Promise<{ readonly detections: readonly PackageDetection[]; readonly problems: readonly string[] }> {
  const current = exceptions.filter((one) => isCurrent(one, now));
  const ended = exceptions.filter((one) => !isCurrent(one, now)).map(endedOne);
  const fitting = current.filter((one) => detections.some((found) => isAbout(one, found)));
  const patterns = fitting.map(({ path }) => path);
  const paths = [...new Set(detections.map(({ path }) => path))];
  const { coveringOf, incomplete } = await coverPaths(engines, patterns, paths);
  const reasonOf = (found: FileDetection): string | null => {
    const covering = new Set(coveringOf(found.path));
    const covers = (one: Exception, index: number) =>
      (one.path === null || covering.has(index)) && isAbout(one, found);
    return fitting.find(covers)?.reason ?? null;
  };
  return {
    detections: detections.map((found) => ({ ...found, excepted: reasonOf(found) })),
    problems: [...ended, ...incomplete.flatMap((index) => fitting[index] ?? []).map(tooMuchWork)],
  };
}

function endedOne({ number, until }: Exception): string {
  return `${EXCEPTION_FILE}: exception ${number} ended on ${until} and no longer applies. Remove it, or renew its until.`;
}

function tooMuchWork({ number }: Exception): string {
  return `${EXCEPTION_FILE}: the path of exception ${number} takes too much work to apply. Simplify it.`;
}

/** Whether an exception is about a vulnerability and its package, wherever that is. */
function isAbout(exception: Exception, { detection }: FileDetection): boolean {
  const vulnerability = detection.details?.vulnerability;
  return vulnerability !== undefined && isOf(exception, vulnerability);
}

function isOf(exception: Exception, { package: one, identifiers }: Vulnerability): boolean {
  const { advisory, package: name, ecosystem } = exception;
  const isNamed = advisory !== null && identifiers.some((id) => id.toLowerCase() === advisory.toLowerCase());
  // Who excepts the vulnerabilities of a package has not thought of one that attacks.
  const isMalicious = identifiers.some((id) => id.startsWith('MAL-'));
  return (
    (isNamed || (advisory === null && !isMalicious)) &&
    (name === null || packageKey(one.ecosystem, name) === packageKey(one.ecosystem, one.name)) &&
    (ecosystem === null || one.ecosystem === ecosystem)
  );
}
