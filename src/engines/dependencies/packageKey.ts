import type { PackageKey } from './advisory';

/**
 * The key of a package: its ecosystem without release, and its name as the registry compares names.
 * @param ecosystem as OSV spells it, as "npm" or "Debian:12"
 */
export function packageKey(ecosystem: string, name: string): PackageKey {
  const [base = ecosystem] = ecosystem.split(':');
  return `${base}/${comparableName(base, name)}`;
}

/** The name as its registry compares it: PyPI by PEP 503, NuGet, Packagist, Hex and Pub without regard to case. */
function comparableName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'NuGet':
    case 'Packagist':
    case 'Hex':
    case 'Pub':
      return name.toLowerCase();
    default:
      return name;
  }
}
