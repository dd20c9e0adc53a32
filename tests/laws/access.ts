import type { Node } from 'oxc-parser';
import { type Breach, beyondKnown, type Known, mended } from './known';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Found, lastName, memberName, nodesOf, violationAt, walk } from './syntax';

const HOME = 'src/domain/access.ts';
/** Which repos exist for anybody. */
const LIVE = 'src/domain/liveRepos.ts';
const JUDGED = /^src\/(domain|server|jobs)\//;

const COMPARED = 'compares a user with an owner';
const OWNED = 'asks for repos by their owner';
const DELETED = 'asks whether a repo is deleted';

/** Known places with such conditions that do not decide on access. The list may only get shorter. */
export const KNOWN_BREACHES: Known = {
  // The owner of the table: it locks and changes live rows only, and deletes a user's repos with the user.
  [`repos/store ${DELETED}`]: 6,
  [`repos/store ${OWNED}`]: 4,
  // A new repo is not deleted.
  [`repos/service ${DELETED}`]: 1,
  // It purges deleted repos.
  [`deletions/store ${DELETED}`]: 1,
  // The user's own account, which is no repo.
  [`deletions/service ${COMPARED}`]: 1,
  // Jobs of repos that were deleted meanwhile.
};

/** Access to repos is decided in one file, so that organisations and roles change one file. */
export function access(files: readonly SourceFile[]): Violation[] {
  return beyondKnown(breachesIn(files), KNOWN_BREACHES);
}

/** Entries of the list whose number of places has become smaller, and the new number. */
export function mendedAccess(files: readonly SourceFile[]): [key: string, left: number][] {
  return mended(breachesIn(files), KNOWN_BREACHES);
}

function breachesIn(files: readonly SourceFile[]): Breach[] {
  return files
    .filter(
      (file) =>
        isCode(file) && !isTest(file) && JUDGED.test(file.path) && file.path !== HOME && file.path !== LIVE,
    )
    .flatMap((file) =>
      nodesOf(file).flatMap((found) =>
        whatIsAsked(file, found).map((what) => ({
          key: `${file.path.replace(/^src\/(domain\/)?/, '').replace(/\.ts$/, '')} ${what}`,
          violation: violationAt(file, found.node, `${what}. ${ADVICE}`),
        })),
      ),
    );
}

function whatIsAsked(file: SourceFile, found: Found): string[] {
  return [...ownerCompared(found.node), ...partsOfRepo(file, found), ...conditionsInSql(found.node)];
}

const ADVICE =
  `Who may see or change a repo is decided in ${HOME}: ask requireRepo or requireAccess for one repo, ` +
  'and put visibleRepos, liveRepos or liveRepoRows into a query.';

/** `repo.userId !== actor.userId`, also where one of them is in a variable of that name. */
function ownerCompared(node: Node): string[] {
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return [];
  const sides = [node.left, node.right];
  const ofActor = sides.some((side) => memberName(side) === 'userId' && /actor$/i.test(objectName(side)));
  return ofActor || sides.every((side) => lastName(side) === 'userId') ? [COMPARED] : [];
}

function objectName(node: Node): string {
  return node.type === 'MemberExpression' ? (lastName(node.object) ?? '') : '';
}

/** `userId` in a query on repos, and any `deletedAt`. Users have one, too, but only their owner reads it. */
function partsOfRepo(file: SourceFile, found: Found): string[] {
  const { node } = found;
  if (node.type === 'CallExpression' && isOnRepos(node.callee)) return ownersIn(node);
  if (file.path.startsWith('src/domain/users/')) return [];
  return memberName(node) === 'deletedAt' ? [DELETED] : deletedIn(found);
}

function isOnRepos(callee: Node): boolean {
  return callee.type === 'MemberExpression' && lastName(callee.object) === 'repo';
}

function ownersIn(call: Node): string[] {
  return [...walk(call)].filter(({ node }) => keyOf(node) === 'userId' && !isColumn(node)).map(() => OWNED);
}

/** An object that is the value of `user` is about accounts. */
function deletedIn({ node, parent }: Found): string[] {
  if (node.type !== 'ObjectExpression' || (parent && keyOf(parent) === 'user')) return [];
  return node.properties
    .filter((property) => keyOf(property) === 'deletedAt' && !isColumn(property))
    .map(() => DELETED);
}

function keyOf(node: Node): string | undefined {
  return node.type === 'Property' ? lastName(node.key) : undefined;
}

/** `deletedAt: true` of a select, and a field of a schema, ask nothing. */
function isColumn(property: Node): boolean {
  if (property.type !== 'Property') return false;
  const { value } = property;
  return value.type === 'CallExpression' || (value.type === 'Literal' && value.value === true);
}

const TABLE = /\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)/gi;
const CONDITION = /\bdeleted_at\s+IS\b|\buser_id\s*=\s*\$/gi;

/** A condition counts for the last table that is named before it, or for repos if none is. */
function conditionsInSql(node: Node): string[] {
  if (node.type !== 'TaggedTemplateExpression') return [];
  const text = node.quasi.quasis.map(({ value }) => value.raw).join('$');
  return [...text.matchAll(CONDITION)].flatMap((match) => {
    const table = [...text.slice(0, match.index).matchAll(TABLE)].at(-1)?.[1] ?? 'repos';
    if (table !== 'repos') return [];
    return [match[0].startsWith('user') ? OWNED : DELETED];
  });
}
