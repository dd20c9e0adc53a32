import { PackageURL } from 'packageurl-js';
import type { Ecosystem } from './package';
import type { Row } from './reading';

/** The types of package URLs of ecosystems without a release, and what is between namespace and name. */
const TYPES: Readonly<Record<Ecosystem, { readonly type: string; readonly separator: string }>> = {
  npm: { type: 'npm', separator: '/' },
  PyPI: { type: 'pypi', separator: '' },
  Go: { type: 'golang', separator: '/' },
  'crates.io': { type: 'cargo', separator: '' },
  RubyGems: { type: 'gem', separator: '' },
  Packagist: { type: 'composer', separator: '/' },
  Maven: { type: 'maven', separator: ':' },
  NuGet: { type: 'nuget', separator: '' },
  Hex: { type: 'hex', separator: '/' },
  Pub: { type: 'pub', separator: '' },
  Debian: { type: 'deb', separator: '' },
  Alpine: { type: 'apk', separator: '' },
};

/** Writes the package URL of a package. Distributions have their own namespace. */
export function purlOf(ecosystem: Ecosystem, name: string, version: string): string {
  const { type, separator } = TYPES[ecosystem];
  const end = separator === '' ? -1 : name.lastIndexOf(separator);
  const namespace = end < 0 ? distributionOf(ecosystem) : name.slice(0, end);
  try {
    return new PackageURL(type, namespace, name.slice(end + 1), version, undefined, undefined).toString();
  } catch {
    // A name that the type does not allow still is found as it stands.
    return `pkg:${type}/${encodeURIComponent(name)}@${encodeURIComponent(version)}`;
  }
}

function distributionOf(ecosystem: Ecosystem): string | undefined {
  return ecosystem === 'Debian' || ecosystem === 'Alpine' ? ecosystem.toLowerCase() : undefined;
}

type Known = Required<Pick<Row, 'name' | 'version' | 'ecosystem' | 'purl'>> & Pick<Row, 'release'>;

/** Reads a package URL. @returns null if it is none, has no version or is of no known registry */
export function parsePurl(text: string): Known | null {
  let purl: PackageURL;
  try {
    purl = PackageURL.fromString(text);
  } catch {
    return null;
  }
  const { type, namespace, name, version } = purl;
  const found = Object.entries(TYPES).find(([, one]) => one.type === type);
  if (!found || !name || !version) return null;
  const ecosystem = found[0] as Ecosystem;
  if (ecosystem === 'Debian' || ecosystem === 'Alpine') return distributed(ecosystem, purl, text);
  const { separator } = found[1];
  return {
    ecosystem,
    version,
    purl: text,
    name: namespace && separator !== '' ? `${namespace}${separator}${name}` : name,
  };
}

/** A package of a distribution. Advisories are about sources, which `upstream` names. */
function distributed(
  ecosystem: 'Debian' | 'Alpine',
  { namespace, name, version, qualifiers }: PackageURL,
  text: string,
): Known | null {
  if (namespace !== ecosystem.toLowerCase() || !name || !version) return null;
  const [upstream = name, upstreamVersion = version] = (qualifiers?.upstream ?? name).split('@');
  const distro = qualifiers?.distro ?? '';
  const release = distro.slice(distro.indexOf('-') + 1);
  const found = { ecosystem, name: upstream, version: upstreamVersion, purl: text };
  if (distro === '') return found;
  return {
    ...found,
    release: ecosystem === 'Alpine' ? alpineBranch(release) : (release.split('.', 1)[0] ?? ''),
  };
}

/** "3.18.4" is of the branch "v3.18". */
function alpineBranch(release: string): string {
  return `v${release.replace(/^v/, '').split('.').slice(0, 2).join('.')}`;
}
