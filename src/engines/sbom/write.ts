import { createHash } from 'node:crypto';
import parseLicence from 'spdx-expression-parse';
import type { LocatedPackage } from '../dependencies/package';

/** The input of a bill of materials. */
export type Bill = {
  /** What the packages are of, and its address where it has one. */
  readonly name: string;
  readonly url: string | null;
  /** A UUID of this document. */
  readonly id: string;
  readonly madeAt: Date;
  /** Heimdall's version, if it is known. */
  readonly version: string | null;
  readonly packages: readonly LocatedPackage[];
};

/** A package at one version, with all places that name it. */
type Component = {
  readonly ref: string;
  readonly of: LocatedPackage;
  readonly places: readonly LocatedPackage[];
};

/**
 * Writes a bill of materials in the form of CycloneDX 1.6, piece by piece.
 * Source: ECMA-424, "CycloneDX Bill of Materials specification", in the JSON form.
 */
export function* cycloneDx(bill: Bill): Generator<string> {
  const { id, madeAt, name, version } = bill;
  const url = uriOf(bill.url);
  const head = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${id}`,
    version: 1,
    metadata: {
      timestamp: madeAt.toISOString(),
      tools: { components: [{ type: 'application', name: 'Heimdall', ...(version && { version }) }] },
      component: {
        ...{ type: 'application', 'bom-ref': ROOT, name },
        ...(url && { externalReferences: [{ type: 'vcs', url }] }),
      },
    },
  };
  const components = componentsOf(bill.packages);
  yield `${JSON.stringify(head).slice(0, -1)},"components":[`;
  yield* joined(components, cycloneDxComponent);
  const direct = components.filter(({ places }) => places.some((place) => place.direct));
  const root = { ref: ROOT, dependsOn: direct.map(({ ref }) => ref) };
  yield `],"dependencies":${JSON.stringify([root])}}\n`;
}

const ROOT = 'root';

/** An address as a URI, which `git@host:path` is as `ssh://git@host/path`. @returns undefined if there is none */
function uriOf(url: string | null): string | undefined {
  if (url === null || url.includes('://')) return url ?? undefined;
  const colon = url.indexOf(':');
  if (colon < 0) return undefined;
  const address = `ssh://${url.slice(0, colon)}/${url.slice(colon + 1).replace(/^\/+/, '')}`;
  return URL.canParse(address) ? new URL(address).href : undefined;
}

function cycloneDxComponent({ ref, of, places }: Component) {
  const isDev = places.every(({ dev }) => dev);
  return {
    ...{ type: 'library', 'bom-ref': ref, name: of.name, version: of.version, purl: of.purl },
    scope: isDev ? 'excluded' : 'required',
    ...(of.licence !== null && { licenses: [cycloneDxLicence(of.licence)] }),
    evidence: { occurrences: places.map(({ path, line }) => ({ location: path, line })) },
  };
}

function cycloneDxLicence(licence: string) {
  return isExpression(licence) ? { expression: licence } : { license: { name: licence } };
}

/**
 * Writes a bill of materials in the form of SPDX 2.3, piece by piece.
 * Source: Linux Foundation, "SPDX Specification 2.3", in the JSON form.
 */
export function* spdx(bill: Bill): Generator<string> {
  const { id, madeAt, name, version } = bill;
  const url = uriOf(bill.url);
  const head = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `urn:uuid:${id}`,
    creationInfo: {
      created: `${madeAt.toISOString().slice(0, 19)}Z`,
      creators: [`Tool: Heimdall${version === null ? '' : `-${version}`}`],
    },
    documentDescribes: [SPDX_ROOT],
  };
  const root = {
    ...{
      SPDXID: SPDX_ROOT,
      name,
      downloadLocation: url === undefined ? NONE : `git+${url}`,
      filesAnalyzed: false,
    },
    primaryPackagePurpose: 'APPLICATION',
  };
  const components = componentsOf(bill.packages);
  yield `${JSON.stringify(head).slice(0, -1)},"packages":[${JSON.stringify(root)}${components.length > 0 ? ',' : ''}`;
  yield* joined(components, spdxPackage);
  const describes = {
    ...{ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: SPDX_ROOT },
  };
  yield `],"relationships":[${JSON.stringify(describes)}${components.length > 0 ? ',' : ''}`;
  yield* joined(components, spdxRelationship);
  yield ']}\n';
}

const SPDX_ROOT = 'SPDXRef-root';
const NONE = 'NOASSERTION';

function spdxPackage({ ref, of, places }: Component) {
  const licence = of.licence !== null && isExpression(of.licence) ? of.licence : NONE;
  const named = places.map(({ path, line }) => `${path}:${line}`).join(', ');
  return {
    ...{
      SPDXID: spdxId(ref),
      name: of.name,
      versionInfo: of.version,
      downloadLocation: NONE,
      filesAnalyzed: false,
    },
    ...{ licenseDeclared: licence, licenseConcluded: NONE, copyrightText: NONE },
    sourceInfo: `Named in ${named}`,
    externalRefs: [
      { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: of.purl },
    ],
  };
}

/** What a package is to the project. For development alone, it is that package which depends in the words of SPDX. */
function spdxRelationship({ ref, places }: Component) {
  return places.every(({ dev }) => dev)
    ? { spdxElementId: spdxId(ref), relationshipType: 'DEV_DEPENDENCY_OF', relatedSpdxElement: SPDX_ROOT }
    : { spdxElementId: SPDX_ROOT, relationshipType: 'DEPENDS_ON', relatedSpdxElement: spdxId(ref) };
}

/** Ids of SPDX have letters, digits, dots and dashes alone. */
function spdxId(ref: string): string {
  return `SPDXRef-${createHash('sha256').update(ref).digest('hex').slice(0, 32)}`;
}

/** Each package at each version once, in the order of their purls. */
function componentsOf(packages: readonly LocatedPackage[]): Component[] {
  const byRef = new Map<string, LocatedPackage[]>();
  for (const one of packages) {
    const places = byRef.get(one.purl) ?? [];
    byRef.set(one.purl, places);
    places.push(one);
  }
  return [...byRef]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .flatMap(([ref, places]) => (places[0] ? [{ ref, of: places[0], places }] : []));
}

function isExpression(licence: string): boolean {
  try {
    parseLicence(licence);
    return true;
  } catch {
    return false;
  }
}

function* joined(components: readonly Component[], present: (one: Component) => object): Generator<string> {
  for (const [at, one] of components.entries()) yield `${at === 0 ? '' : ','}${JSON.stringify(present(one))}`;
}
