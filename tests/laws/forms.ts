import type { Node } from 'oxc-parser';
import { isCode, type SourceFile, type Violation } from './sources';
import { nodesOf, parse, violationAt } from './syntax';

const BARREL =
  'only re-exports what is written elsewhere. Who needs it imports it from where it is; this file belongs nowhere.';
const DEFAULT =
  'has a default export, which everybody may call something else. Outside src/app, where Next asks for it, ' +
  'an export has a name.';
const ANY =
  'says any, which switches the compiler off. Say unknown and look, or write the type where the value comes from.';
const NON_NULL =
  'claims with `!` that something is there. Handle its absence here, or make the type say that it is there.';

/** Forms that the compiler accepts, but that make code harder to read. */
export function forms(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) => [...judgeExports(file), ...judgeTypes(file)]);
}

function judgeExports(file: SourceFile): Violation[] {
  const { program, module } = parse(file);
  const isBarrel =
    program.body.some(isReExport) && program.body.every((node) => isReExport(node) || isPreamble(node));
  const barrel = isBarrel ? [{ path: file.path, message: BARREL }] : [];
  if (file.path.startsWith('src/app/')) return barrel;
  const defaults = module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default');
  return [...barrel, ...defaults.map((entry) => violationAt(file, entry, DEFAULT))];
}

/** An import, or a directive such as 'use client'. */
function isPreamble(node: Node): boolean {
  return node.type === 'ImportDeclaration' || node.type === 'ExpressionStatement';
}

/** `export … from`, and exports of mere names in a file that only imports. */
function isReExport(node: Node): boolean {
  if (node.type === 'ExportAllDeclaration') return true;
  return node.type === 'ExportNamedDeclaration' && node.declaration === null;
}

function judgeTypes(file: SourceFile): Violation[] {
  return nodesOf(file).flatMap(({ node }) => {
    if (node.type === 'TSAnyKeyword') return [violationAt(file, node, ANY)];
    return node.type === 'TSNonNullExpression' ? [violationAt(file, node, NON_NULL)] : [];
  });
}
