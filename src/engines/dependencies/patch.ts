import type { Declaration, LocatedPackage } from './package';
import { packageKey } from './packageKey';

/** An operator and a version; anything more is no plain edit. */
const WILDCARD = /\.[xX](?:$|[.-])/;
const PLAIN = /^(={1,3} ?|[\^~] ?|~= ?|~> ?|>= ?)?(v?)\d[^\s,|*]*$/;

/**
 * The edit of the manifest that asks for a version, as a unified diff of its one line.
 * @returns null where the package is not declared, or the edit is not plain
 */
export function patchFor(
  one: LocatedPackage,
  declarations: readonly Declaration[],
  to: string,
): string | null {
  if (one.direct === false) return null;
  const declaration = declarationOf(one, declarations);
  if (!declaration) return null;
  const range = raised(declaration.range, to);
  const { path, line, text } = declaration;
  const named = text.indexOf(declaration.name);
  // The name may hold the range, as "h2" does "2".
  const from = named < 0 ? 0 : named + declaration.name.length;
  const start = text.indexOf(declaration.range, from);
  const isOnce = start >= 0 && text.lastIndexOf(declaration.range) === start;
  if (range === null || range === declaration.range || !isOnce || /[\r\n]/.test(text)) return null;
  const edited = text.slice(0, start) + range + text.slice(start + declaration.range.length);
  return [`--- a/${path}`, `+++ b/${path}`, `@@ -${line} +${line} @@`, `-${text}`, `+${edited}`, ''].join(
    '\n',
  );
}

function raised(range: string, to: string): string | null {
  const match = PLAIN.exec(range);
  if (!match || WILDCARD.test(range)) return null;
  const [, operator = '', letter = ''] = match;
  return `${operator}${letter}${to.replace(/^v/, '')}`;
}

/** The nearest declaration: of its own file, then of its folder, then of a folder below, as in workspaces. */
function declarationOf(one: LocatedPackage, declarations: readonly Declaration[]): Declaration | undefined {
  const key = packageKey(one.ecosystem, one.name);
  const named = declarations.filter(
    ({ name, range }) =>
      packageKey(one.ecosystem, name) === key && (one.range === null || range === one.range),
  );
  const folder = folderOf(one.path);
  return (
    named.find(({ path }) => path === one.path) ??
    named.find(({ path }) => folderOf(path) === folder) ??
    named.find(({ path }) => folder === '' || path.startsWith(`${folder}/`))
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
