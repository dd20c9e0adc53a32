import type { SarifArtifactLocation } from './fields';
import type { Run } from './run';

/** Names of bases lead from one to another this often at most. */
const MOST_STEPS = 20;

/** A scheme of more than one letter: a single one is a drive of Windows. */
const SCHEME = /^([a-z][a-z0-9+.-]{1,30}):/i;

/** Where a file is: below the repository's root as a path, or outside of it. */
export type FilePath = { readonly path: string } | 'outside' | 'none';

/**
 * The path of a file from the repository's root, with `/` between its parts.
 * An absolute address becomes relative to the base of the run that leads to it.
 */
export function pathOf(location: SarifArtifactLocation | null | undefined, run: Run): FilePath {
  const found = addressOf(location, run);
  if (found === undefined) return 'none';
  const { base, uri } = found;
  const isAbsolute = SCHEME.test(uri) || uri.startsWith('/');
  const path = base === undefined && isAbsolute ? below(uri, run) : mapped(uri, base, run);
  const parts = normalized(decode(path).replaceAll('\\', '/'));
  if (parts === undefined) return 'outside';
  return parts.length === 0 ? 'none' : { path: parts.join('/') };
}

type Address = { readonly uri: string; readonly base: string | undefined };

/** The address of a file, from the base that has an absolute one or none. */
function addressOf(location: SarifArtifactLocation | null | undefined, run: Run): Address | undefined {
  const given = withoutIndex(location, run);
  if (!given?.uri) return undefined;
  let { uri } = given;
  let id = given.uriBaseId ?? undefined;
  for (let step = 0; id !== undefined && step < MOST_STEPS; step++) {
    const base = run.bases.get(id);
    if (!base?.uri || SCHEME.test(uri)) break;
    if (SCHEME.test(base.uri) || base.uri.startsWith('/')) return { uri, base: base.uri };
    uri = `${withSlash(base.uri)}${uri}`;
    id = base.uriBaseId ?? undefined;
  }
  return { uri, base: undefined };
}

/** A location with what the run's list of files says of it. A file in an archive has the archive's location. */
function withoutIndex(
  location: SarifArtifactLocation | null | undefined,
  run: Run,
): SarifArtifactLocation | null | undefined {
  let given = location;
  for (let step = 0; step < MOST_STEPS; step++) {
    const artifact = run.artifacts[given?.index ?? -1];
    if (!given || !artifact) return given;
    const { parentIndex } = artifact;
    if (parentIndex === null || parentIndex < 0) return { ...artifact.location, ...defined(given) };
    given = { index: parentIndex };
  }
  return undefined;
}

function defined(location: SarifArtifactLocation): SarifArtifactLocation {
  return {
    ...(location.uri ? { uri: location.uri } : {}),
    ...(location.uriBaseId ? { uriBaseId: location.uriBaseId } : {}),
  };
}

/** A path below an absolute base. Where the run names the repository's root, it begins there. */
function mapped(uri: string, base: string | undefined, run: Run): string {
  const root = run.root === null ? undefined : run.bases.get(run.root)?.uri;
  if (!base || !root || !withSlash(base).startsWith(withSlash(root))) return uri;
  return withSlash(base).slice(withSlash(root).length) + uri;
}

/** An absolute address as a path below the run's base that contains it: the root, if known, else the highest. */
function below(uri: string, run: Run): string {
  const plain = plainPath(uri);
  const named = run.root === null ? [] : [run.bases.get(run.root)];
  const others = [...run.bases.values()].sort((a, b) => (a.uri?.length ?? 0) - (b.uri?.length ?? 0));
  for (const base of [...named, ...others]) {
    const start = base?.uri ? withSlash(plainPath(base.uri)) : '/';
    if (start !== '/' && plain.startsWith(start)) return plain.slice(start.length);
  }
  return plain;
}

/** An address without scheme and host; a host is part of the path in any other scheme than `file`. */
function plainPath(uri: string): string {
  const rest = uri.replace(SCHEME, '');
  return /^file:/i.test(uri) ? rest.replace(/^\/\/[^/]*/, '') : rest;
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A name with a percent sign, which the tool has not encoded.
    return path;
  }
}

/** The parts of a path; undefined if it leaves the root. */
function normalized(path: string): string[] | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts;
}
