import semver from 'semver';
import { orderBy, type VersionOrder } from './versionOrder';

/** A version without its minor or patch number, as some advisories write it. */
const SHORT = /^v?\d+(?:\.\d+)?$/;

/** npm orders by its own package, which also reads loose forms as "1.2.3beta". */
export const NPM: VersionOrder = orderBy(parse, (a, b) => semver.compare(a, b));

function parse(text: string): semver.SemVer | null {
  return semver.parse(text, { loose: true }) ?? (SHORT.test(text) ? semver.coerce(text) : null);
}
