import type { AST } from '@eslint-community/regexpp';
import { shapeOf } from './shape';
import type { Verdict } from './verdicts';

type Written = { readonly source: string; readonly flags: string };

/** The characters that a class is tried with: patterns distinguish between few others. */
const PRINTABLE = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  '\n',
  '\t',
  '\xe9',
];
/** Ends a text so that a match up to there fails. */
const KILLERS = ['\x01', ''];
const MOST_CHARACTERS = 3;

/**
 * Texts of a length on which a pattern takes long. One is the checker's attack, if there is one. Others keep as many
 * quantifiers busy as possible.
 */
export function hostileTexts(pattern: Written, verdict: Verdict, length: number): string[] {
  const texts = [...attackOf(verdict, length), ...generated(pattern, length)];
  return [...new Set(texts)].map((text) => text.slice(0, length));
}

function attackOf(verdict: Verdict, length: number): string[] {
  if (typeof verdict === 'string') return [];
  const { pumps, suffix } = verdict.attack;
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const each = Math.max(1, (length - fixed) / pumps.length);
  const pumped = pumps.map(
    ({ prefix, pump }) => prefix + pump.repeat(Math.max(1, Math.floor(each / pump.length))),
  );
  return [pumped.join('') + suffix];
}

function generated(pattern: Written, length: number): string[] {
  const shape = shapeOf(pattern);
  const accepts = acceptanceOf(pattern.flags);
  const characters = busiestCharacters(shape, accepts);
  const units = [...characters, ''].flatMap((wanted) => {
    const [least, most] = [matchOf(shape, wanted, accepts, false), matchOf(shape, wanted, accepts, true)];
    return [
      most,
      most.slice(0, -1),
      ...beforeQuantifiers(shape, wanted, accepts),
      `${least}${wanted}`,
      wanted,
    ];
  });
  return units
    .filter((unit) => unit !== '')
    .flatMap((unit) => {
      const last = unit.at(-1) ?? '';
      const once = unit.slice(0, length) + last.repeat(Math.max(0, length - unit.length));
      return [once, unit.repeat(Math.ceil(length / unit.length)).slice(0, length)];
    })
    .flatMap((text) => KILLERS.map((killer) => text.slice(0, length - killer.length) + killer));
}

type Accepts = (node: AST.Node, character: string) => boolean;

function acceptanceOf(flags: string): Accepts {
  const known = new Map<string, RegExp>();
  return (node, character) => {
    const pattern = known.get(node.raw) ?? new RegExp(`^(?:${node.raw})$`, flags.replace(/[dgym]/g, ''));
    known.set(node.raw, pattern);
    return pattern.test(character);
  };
}

/** The characters that most quantifiers accept, so that their attempts overlap. */
function busiestCharacters(shape: AST.Pattern, accepts: Accepts): string[] {
  const repeated = quantifiersOf(shape).flatMap(({ element }) => setsOf(element));
  const counted = PRINTABLE.map((character) => ({
    character,
    taken: repeated.filter((set) => accepts(set, character)).length,
  }));
  const best = counted.filter(({ taken }) => taken > 0).sort((a, b) => b.taken - a.taken);
  return best.slice(0, MOST_CHARACTERS).map(({ character }) => character);
}

/** For each large quantifier: the shortest text that matches before it, and then the longest that it accepts. */
function beforeQuantifiers(shape: AST.Pattern, wanted: string, accepts: Accepts): string[] {
  return quantifiersOf(shape)
    .filter(({ max }) => max > 4)
    .map((quantifier) => {
      const repeated = matchOf(quantifier.element, wanted, accepts, true) || wanted;
      return pathTo(quantifier, wanted, accepts) + repeated.repeat(Math.min(quantifier.max, 4096));
    });
}

/** The shortest text that matches the part of the pattern before a node. */
function pathTo(node: AST.Node, wanted: string, accepts: Accepts): string {
  const { parent } = node;
  if (parent === null) return '';
  const before =
    parent.type === 'Alternative'
      ? parent.elements.slice(0, parent.elements.indexOf(node as AST.Element))
      : [];
  return (
    pathTo(parent, wanted, accepts) + before.map((each) => matchOf(each, wanted, accepts, false)).join('')
  );
}

/** A text that a node matches, as short or as long as possible, with the wanted character wherever allowed. */
function matchOf(node: AST.Node, wanted: string, accepts: Accepts, most: boolean): string {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup': {
      const texts = node.alternatives.map((each) => matchOf(each, wanted, accepts, most));
      return texts.sort((a, b) => (most ? b.length - a.length : a.length - b.length))[0] ?? '';
    }
    case 'Alternative':
      return node.elements.map((each) => matchOf(each, wanted, accepts, most)).join('');
    case 'Quantifier': {
      const count = most ? Math.min(node.max, 4096) : node.min;
      return count === 0 ? '' : matchOf(node.element, wanted, accepts, most).repeat(count);
    }
    case 'Backreference':
      return matchOf([node.resolved].flat()[0] as AST.Node, wanted, accepts, most);
    case 'Character':
      return String.fromCodePoint(node.value);
    case 'Assertion':
      return '';
    default:
      return accepts(node, wanted)
        ? wanted
        : (PRINTABLE.find((character) => accepts(node, character)) ?? 'a');
  }
}

function quantifiersOf(node: AST.Node): AST.Quantifier[] {
  const inside = childrenOf(node).flatMap(quantifiersOf);
  return node.type === 'Quantifier' ? [node, ...inside] : inside;
}

function setsOf(node: AST.Node): AST.Node[] {
  if (/^Character(?:Class|Set)?$|^ExpressionCharacterClass$/.test(node.type)) return [node];
  return childrenOf(node).flatMap(setsOf);
}

function childrenOf(node: AST.Node): readonly AST.Node[] {
  if ('alternatives' in node) return node.alternatives;
  if (node.type === 'Alternative') return node.elements;
  return node.type === 'Quantifier' ? [node.element] : [];
}
