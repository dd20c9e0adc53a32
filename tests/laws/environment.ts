import type { Node } from 'oxc-parser';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Found, lastName, memberName, nodesOf, violationAt } from './syntax';

/** Sources of time and randomness. The domain gets both as arguments. */
const CLOCKS = new Set(['Date.now', 'performance.now', 'process.hrtime', 'process.uptime', 'Math.random']);

/** The environment is read, checked and explained in one place. */
export function environment(files: readonly SourceFile[]): Violation[] {
  const message =
    'reads the environment. A variable belongs in src/server/env.ts, which checks it; ' +
    'everything else is handed its value, or asks readEnv there.';
  return files
    .filter((file) => isCode(file) && file.path !== 'src/server/env.ts')
    .flatMap((file) =>
      nodesOf(file)
        .filter(({ node }) => readsEnvironment(node))
        .map(({ node }) => violationAt(file, node, message)),
    );
}

/** `process.env` in any form: with a dot, with brackets, destructured, or imported by name. */
function readsEnvironment(node: Node): boolean {
  if (node.type === 'MemberExpression') {
    if (memberName(node) !== 'env') return false;
    return lastName(node.object) === 'process' || node.object.type === 'MetaProperty';
  }
  if (node.type === 'VariableDeclarator') {
    return node.init !== null && lastName(node.init) === 'process' && takesEnv(node.id);
  }
  if (node.type !== 'ImportDeclaration' || !/^(node:)?process$/.test(node.source.value)) return false;
  return node.specifiers.some(
    (specifier) => specifier.type === 'ImportSpecifier' && lastName(specifier.imported) === 'env',
  );
}

function takesEnv(pattern: Node): boolean {
  if (pattern.type !== 'ObjectPattern') return false;
  return pattern.properties.some((part) => part.type === 'Property' && lastName(part.key) === 'env');
}

/** The domain gets `now` as an argument, so that a test can choose it. */
export function clock(files: readonly SourceFile[]): Violation[] {
  const message =
    'reads the clock, or chance, in the domain. The time belongs in the context (ctx.now, made by src/server/context.ts) ' +
    'or in an argument; ids come from domain/ids.ts, secrets from domain/credentials.ts.';
  return files
    .filter((file) => isCode(file) && !isTest(file) && file.path.startsWith('src/domain/'))
    .flatMap((file) =>
      nodesOf(file)
        .filter(readsClock)
        .map(({ node }) => violationAt(file, node, message)),
    );
}

function readsClock({ node }: Found): boolean {
  if (node.type === 'NewExpression') return lastName(node.callee) === 'Date' && node.arguments.length === 0;
  if (node.type === 'CallExpression') return node.callee.type === 'Identifier' && node.callee.name === 'Date';
  if (node.type !== 'MemberExpression') return false;
  return CLOCKS.has(`${lastName(node.object)}.${memberName(node)}`);
}
