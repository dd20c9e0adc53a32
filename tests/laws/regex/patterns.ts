import { createHash } from 'node:crypto';
import type { Node } from 'oxc-parser';
import { isCode, isTest, type SourceFile } from '../sources';
import { lastName, nodesOf } from '../syntax';

/** A regular expression of the product, its location, and the length of the texts that it gets. */
export type Pattern = {
  readonly source: string;
  readonly flags: string;
  /** `src/git/tree.ts:71`, or `rule stripe-secret-key`. */
  readonly at: string;
  /** The most characters of a text that it gets; undefined if the code sets no limit. */
  readonly limit: number | undefined;
  /** Whether it is a property `pattern`, as rules have one. */
  readonly isProperty?: boolean;
  /** Whether a rule searches with it: in windows around keywords, which are merged if they touch. */
  readonly isRule?: boolean;
};

/** A place that composes a regular expression. The law has to see each one when it is composed. */
export type Composition = { readonly path: string; readonly line: number };

/** The default of `limited`. */
export const VALUE_LIMIT = 512;

/** The key of a verdict. The flags `d` and `g` do not change the cost of an attempt. */
export function digestOf({ source, flags }: { source: string; flags: string }): string {
  const text = `/${source}/${flags.replace(/[dg]/g, '')}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The literal regular expressions of the code. Those of tests get no untrusted text. */
export function literalsIn(files: readonly SourceFile[]): Pattern[] {
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) =>
      nodesOf(file).flatMap(({ node, parent }) => {
        if (node.type !== 'Literal' || !('regex' in node)) return [];
        const { pattern: source, flags } = node.regex;
        const at = `${file.path}:${lineOf(file, node)}`;
        const isProperty = parent?.type === 'Property' && lastName(parent.key) === 'pattern';
        return [{ source, flags, at, limit: limitOf(node, parent), isProperty }];
      }),
    );
}

/** The calls `RegExp(…)` and `new RegExp(…)`. */
export function compositionsIn(files: readonly SourceFile[]): Composition[] {
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) =>
      nodesOf(file)
        .filter(({ node }) => isCall(node) && lastName(node.callee) === 'RegExp')
        .map(({ node }) => ({ path: file.path, line: lineOf(file, node) })),
    );
}

/** `limited(/…/)` and `limited(/…/, 300)`. */
function limitOf(node: Node, parent: Node | undefined): number | undefined {
  if (!parent || !isCall(parent) || lastName(parent.callee) !== 'limited') return undefined;
  const [pattern, limit] = parent.arguments;
  if (pattern !== node) return undefined;
  if (limit === undefined) return VALUE_LIMIT;
  return limit.type === 'Literal' && typeof limit.value === 'number' ? limit.value : undefined;
}

function isCall(node: Node) {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

function lineOf(file: SourceFile, { start }: { start: number }): number {
  return file.text.slice(0, start).split('\n').length;
}
