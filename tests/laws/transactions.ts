import type { ArrowFunctionExpression, Function as FunctionNode, Node } from 'oxc-parser';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Found, isReference, lastName, memberName, nodesOf, violationAt, walk } from './syntax';

type Callback = ArrowFunctionExpression | FunctionNode;

const NOT_IN_PLACE =
  'gives $transaction a function that is written elsewhere, or whose parameter has no name, so that this law can not ' +
  'read it. What the transaction does belongs in the call itself: $transaction(async (tx) => …).';
const OUTER =
  'uses the outer database client inside a transaction, which waits for itself on the embedded database. ' +
  "Everything in here belongs to the transaction's own client: hand on tx.";
const FOREIGN =
  'waits for something else than the database inside a transaction, and holds back everybody else meanwhile. ' +
  'It belongs before the transaction or after it; what does use the database is handed tx.';

/** Inside a transaction only the database is awaited, and only with the transaction's own client. */
export function transactions(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => nodesOf(file).flatMap(({ node }) => judge(file, node)));
}

function judge(file: SourceFile, node: Node): Violation[] {
  if (node.type !== 'CallExpression' || memberName(node.callee) !== '$transaction') return [];
  const [work] = node.arguments;
  // The statements of a batch can't wait for anything in between.
  if (work?.type === 'ArrayExpression') return [];
  const isFunction = work?.type === 'ArrowFunctionExpression' || work?.type === 'FunctionExpression';
  const tx = isFunction ? parameterOf(work) : undefined;
  if (!isFunction || !work.body || tx === undefined) return [violationAt(file, node, NOT_IN_PLACE)];
  const inside = [...walk(work.body, work)];
  const outer = outerNames(node.callee).filter((name) => name !== tx);
  const outsiders = inside.filter((found) => outer.some((name) => mentions(found, name)));
  const waits = inside.flatMap(({ node, parent }) => awaited(node, parent === work));
  return [
    ...outsiders.map((found) => violationAt(file, found.node, OUTER)),
    ...waits.filter((wait) => !isHanded(wait, tx)).map((wait) => violationAt(file, wait, FOREIGN)),
  ];
}

/** The names of the outer client here: its usual ones, and the object of `$transaction`. */
function outerNames(callee: Node): string[] {
  const receiver = callee.type === 'MemberExpression' ? lastName(callee.object) : undefined;
  return ['db', 'longDb', 'prisma', 'getDb', ...(receiver ? [receiver] : [])];
}

/** The name of the transaction's client; undefined if it is destructured. A callback may not need it. */
function parameterOf(work: Callback): string | undefined {
  const [parameter] = work.params;
  if (!parameter) return '';
  return parameter.type === 'Identifier' ? parameter.name : undefined;
}

function mentions(found: Found, name: string): boolean {
  return isReference(found, name) || memberName(found.node) === name;
}

/** The expression that a node awaits. A callback that is one expression awaits its value. */
function awaited(node: Node, isWholeBody: boolean): Node[] {
  if (node.type === 'AwaitExpression') return [node.argument];
  if (node.type === 'ForOfStatement' && node.await) return [node.right];
  return isWholeBody && node.type === 'CallExpression' ? [node] : [];
}

/** Whether a call is on the client or gets it as an argument; of several promises, whether each does. */
function isHanded(node: Node, tx: string): boolean {
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const [list] = node.arguments;
    if (lastName(node.callee.object) === 'Promise' && list?.type === 'ArrayExpression') {
      return list.elements.every((element) => element === null || isHanded(element, tx));
    }
  }
  return [...walk(node)].some((found) => isReference(found, tx));
}
