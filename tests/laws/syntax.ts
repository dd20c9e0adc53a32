import { type Expression, type Node, type ParseResult, parseSync, visitorKeys } from 'oxc-parser';
import type { SourceFile, Violation } from './sources';

/** A node with its parent, which distinguishes a reference from a property's name. */
export type Found = { readonly node: Node; readonly parent: Node | undefined };

const parsed = new WeakMap<SourceFile, ParseResult>();
const found = new WeakMap<SourceFile, readonly Found[]>();

/** Parses a file once for all laws. Throws if it is no TypeScript, as a law must not pass on an unread file. */
export function parse(file: SourceFile): ParseResult {
  const known = parsed.get(file);
  if (known) return known;
  const result = parseSync(file.path, file.text, { preserveParens: false });
  const [error] = result.errors;
  if (error) throw new Error(`${file.path} can't be parsed: ${error.message}`);
  parsed.set(file, result);
  return result;
}

/** Every node of a file, in the order of the text. */
export function nodesOf(file: SourceFile): readonly Found[] {
  const known = found.get(file);
  if (known) return known;
  const nodes = [...walk(parse(file).program)];
  found.set(file, nodes);
  return nodes;
}

/** A node and everything below it. */
export function* walk(node: Node, parent?: Node): Generator<Found> {
  yield { node, parent };
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, node);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The name after the dot of `a.name` or `a['name']`; undefined for any other node. */
export function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed) return node.property.name;
  return node.property.type === 'Literal' ? String(node.property.value) : undefined;
}

/** The last name of `name`, `a.b.name` and `name()`, also with a type assertion. */
export function lastName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'CallExpression') return lastName(node.callee);
  if (hasInner(node)) return lastName(node.expression);
  return memberName(node);
}

function hasInner(node: Node): node is Node & { expression: Expression } {
  return ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'ChainExpression'].includes(
    node.type,
  );
}

/** Whether a node uses a variable of this name, and not a property. */
export function isReference({ node, parent }: Found, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name) return false;
  if (parent?.type === 'MemberExpression') return parent.computed || parent.object === node;
  const isKey = parent !== undefined && 'key' in parent && parent.key === node;
  return !isKey || ('computed' in parent && parent.computed === true);
}

export function violationAt(file: SourceFile, at: { start: number }, message: string): Violation {
  return { path: file.path, line: file.text.slice(0, at.start).split('\n').length, message };
}
