import { compareIdentifiers } from './semver';
import { compareDigits, compareLists, orderBy, type VersionOrder } from './versionOrder';

type NuGetVersion = { readonly numbers: readonly string[]; readonly labels: readonly string[] };

const FORM = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9a-z-]+(?:\.[0-9a-z-]+)*))?(?:\+[0-9a-z.-]*)?$/i;

/**
 * NuGet has up to four numbers, labels without regard to case, and ignores metadata
 * (https://learn.microsoft.com/nuget/concepts/package-versioning).
 */
export const NUGET: VersionOrder = orderBy(parse, compare);

function parse(text: string): NuGetVersion | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [, numbers = '', labels] = match;
  return { numbers: numbers.split('.'), labels: labels?.toLowerCase().split('.') ?? [] };
}

function compare(a: NuGetVersion, b: NuGetVersion): number {
  const difference = compareLists(a.numbers, b.numbers, '0', compareDigits);
  if (difference !== 0) return difference;
  if (a.labels.length === 0 || b.labels.length === 0) return b.labels.length - a.labels.length;
  return compareIdentifiers(a.labels, b.labels);
}
