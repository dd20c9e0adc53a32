import type { Advisory } from './advisory';

/** Advisories of several databases about one vulnerability. */
export type AdvisoryGroup = {
  /** The identifier that stands for all of them, the same whichever of them are known. */
  readonly id: string;
  /** All identifiers, the canonical one first. */
  readonly identifiers: readonly string[];
  readonly advisories: readonly Advisory[];
};

/** The kinds of identifiers that stand for the others, the first of them first. */
const KINDS = ['GHSA-', 'CVE-'];

/**
 * Folds advisories that name each other, or the same third one, to groups.
 * Withdrawn ones fold nothing: a duplicate may have been withdrawn for a wrong alias.
 */
export function foldAliases(advisories: readonly Advisory[]): AdvisoryGroup[] {
  const parents = new Map<string, string>();
  const live = advisories.filter(({ withdrawn }) => withdrawn === null);
  for (const { id, aliases } of live) {
    for (const alias of aliases) parents.set(rootOf(parents, alias), rootOf(parents, id));
  }
  const groups = new Map<string, Advisory[]>();
  for (const advisory of live) {
    const root = rootOf(parents, advisory.id);
    const group = groups.get(root) ?? [];
    groups.set(root, group);
    group.push(advisory);
  }
  return [...groups.values()].map(groupOf);
}

/** Whether one of them says that the package itself attacks. */
export function isMalicious({ advisories }: AdvisoryGroup): boolean {
  return advisories.some(({ id }) => id.startsWith('MAL-'));
}

function rootOf(parents: Map<string, string>, id: string): string {
  let root = id;
  for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) {
    root = next;
  }
  // Later walks from here are short.
  if (root !== id) parents.set(id, root);
  return root;
}

function groupOf(members: readonly Advisory[]): AdvisoryGroup {
  const all = [...new Set(members.flatMap(({ id, aliases }) => [id, ...aliases]))];
  const identifiers = all.sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  const [id = ''] = identifiers;
  return { id, identifiers, advisories: members };
}

function rankOf(identifier: string): number {
  const kind = KINDS.findIndex((prefix) => identifier.startsWith(prefix));
  return kind < 0 ? KINDS.length : kind;
}
