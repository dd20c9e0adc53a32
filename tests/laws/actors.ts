import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Found, nodesOf, violationAt, walk } from './syntax';

const HOME = 'src/domain/actor.ts';
const MAKER = 'src/server/auth/authenticate.ts';

const MADE =
  `makes an Actor. Only ${MAKER} proves who somebody is, from a session or an API token; ` +
  'everything else is handed its actor in the context.';
const FORGED = `says that something is an Actor without proof. The only such cast belongs in ${HOME}; ask ${MAKER} for one.`;

/** An Actor is made in one place, so that every Actor is of an authenticated user. */
export function actors(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && file.path !== HOME)
    .flatMap((file) =>
      nodesOf(file).flatMap((found) => {
        if (isCast(found)) return [violationAt(file, found.node, FORGED)];
        const mayProve = file.path === MAKER || isTest(file);
        return !mayProve && namesProof(found) ? [violationAt(file, found.node, MADE)] : [];
      }),
    );
}

/** Any mention but in `import { … }`, unless that renames it: an imported name has to be used to matter. */
function namesProof({ node, parent }: Found): boolean {
  if (node.type !== 'Identifier' || node.name !== 'proveActor') return false;
  return parent?.type !== 'ImportSpecifier' || parent.local.name !== 'proveActor';
}

/** `as Actor`, `<Actor>…` and casts to types that contain one. */
function isCast({ node }: Found): boolean {
  if (node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') return false;
  return [...walk(node.typeAnnotation)].some(
    ({ node: part }) => part.type === 'Identifier' && (part.name === 'Actor' || part.name === 'ActorContext'),
  );
}
