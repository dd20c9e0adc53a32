import { type AST, RegExpParser } from '@eslint-community/regexpp';

const parser = new RegExpParser({ ecmaVersion: 2025 });

/** The syntax tree of a regular expression. */
export function shapeOf({ source, flags }: { source: string; flags: string }): AST.Pattern {
  return parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
}

/**
 * The most characters that a match of a node has; infinite if a quantifier has no upper bound.
 * @param width of a character of a class: two code units with the flags `u` or `v`
 */
export function longest(node: AST.Node, width = 1): number {
  const longestOf = (each: AST.Node) => longest(each, width);
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return Math.max(...node.alternatives.map(longestOf));
    case 'Alternative':
      return sum(node.elements.map(longestOf));
    case 'Quantifier':
      return node.max === 0 ? 0 : longestOf(node.element) * node.max || 0;
    case 'Backreference':
      return Math.max(...[node.resolved].flat().map(longestOf));
    case 'Assertion':
      return 0;
    case 'Character':
      return String.fromCodePoint(node.value).length;
    default:
      return width;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Counts up to this one are kept: they separate the parts of dates, addresses and ids. */
const SMALL_COUNT = 4;
/** An assertion that reads no more than this has a constant cost at each position. */
const SHORT_ASSERTION = 256;

/**
 * A pattern that takes at least as many steps on every text, and that the checker proves in milliseconds. It has no
 * large counts and no assertions, as those only shorten attempts.
 * @returns undefined if an assertion reads far, as omitting it would hide its cost
 */
export function loosened(node: AST.Node): string | undefined {
  switch (node.type) {
    case 'Pattern':
      return joined(node.alternatives, '|');
    case 'Group':
    case 'CapturingGroup': {
      const inside = joined(node.alternatives, '|');
      return inside === undefined ? undefined : `(?:${inside})`;
    }
    case 'Alternative':
      return joined(node.elements, '');
    case 'Quantifier': {
      const inside = loosened(node.element);
      return inside === undefined ? undefined : inside === '' ? '' : inside + countOf(node);
    }
    case 'Backreference':
      return Array.isArray(node.resolved) ? undefined : loosened(node.resolved);
    case 'Assertion':
      return 'alternatives' in node
        ? Math.max(...node.alternatives.map((each) => longest(each))) <= SHORT_ASSERTION
          ? ''
          : undefined
        : node.raw;
    default:
      return node.raw;
  }
}

function joined(nodes: readonly AST.Node[], by: string): string | undefined {
  const parts = nodes.map(loosened);
  return parts.some((part) => part === undefined) ? undefined : parts.join(by);
}

function countOf({ min, max, greedy }: AST.Quantifier): string {
  const count = max <= SMALL_COUNT ? `{${min},${max}}` : min === 0 ? '*' : '+';
  return greedy ? count : `${count}?`;
}
