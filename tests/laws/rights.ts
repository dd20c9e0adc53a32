import type { Node } from 'oxc-parser';
import { isTest, type SourceFile, type Violation } from './sources';
import { lastName, parse, violationAt, walk } from './syntax';

/** Calls that need no right, with the reason. Every client can make such a call, so keep the list short. */
export const NO_RIGHT: Readonly<Record<string, string>> = {
  'users/register': 'Anyone may ask; settings and the set-up token decide.',
  'users/registrationOpenTo': 'Anyone may ask whether they may register.',
  'users/hasUsers': 'The start asks whether the installation has been set up.',
  'users/login': 'The password is the proof.',
  'users/setPassword': 'The one-time link is the proof.',
  'users/getMe': 'Everybody may know who they are, also by a token of any scope.',
  'users/makePasswordLink': 'The operator asks on the command line.',
  'identities/enterByProvider': 'The provider has proved who asks.',
  'identities/offeredWaysIn': 'Anyone may ask how to sign in.',
  'webhooks/takeDelivery': 'The signature is the proof.',
  'idempotency/runOnce': 'The use case that repeats has asked.',
  // Nouns without calls by users.
  installation: 'A process asks as it starts.',
  rateLimits: 'What is counted is asked before anyone is known.',
  jobs: 'The queue: what sends a job has asked.',
};

const SERVICE = /^src\/domain\/(\w+)\/service\.ts$/;
const REQUIRE = /^require[A-Z]/;

/** A user's call begins by checking their right: require… comes before every other call. */
export function rights(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) =>
    callsWithoutRight(file)
      .filter(({ key, noun }) => (NO_RIGHT[key] ?? NO_RIGHT[noun]) === undefined)
      .map(({ key, node }) => violationAt(file, node, messageOf(key))),
  );
}

/** Calls on the list that no longer exist, or that check a right by now. */
export function needless(files: readonly SourceFile[]): string[] {
  const found = new Set(
    files.flatMap((file) => callsWithoutRight(file).flatMap(({ key, noun }) => [key, noun])),
  );
  return Object.keys(NO_RIGHT).filter((key) => !found.has(key));
}

function messageOf(key: string): string {
  return (
    `${key} does not begin with the right to ask. Call requireRepo, requireAccess, requireScope, requireSession or ` +
    'requireAdmin first. What the system does by itself belongs in lifecycle.ts; what anyone may ask, on the list in ' +
    'tests/laws/rights.ts with its reason.'
  );
}

/** The exported functions of a service that do not check a right first. */
function callsWithoutRight(file: SourceFile): { noun: string; key: string; node: Node }[] {
  const noun = SERVICE.exec(file.path)?.[1];
  if (noun === undefined || isTest(file)) return [];
  return parse(file)
    .program.body.filter((statement) => statement.type === 'ExportNamedDeclaration')
    .flatMap((statement) => exportedBy(statement))
    .filter(({ name, body }) => !REQUIRE.test(name) && !beginsWithRight(body))
    .map(({ name, body }) => ({ noun, key: `${noun}/${name}`, node: body }));
}

type Exported = { readonly name: string; readonly body: Node };

/** Functions in any form of declaration. An `export { name }` counts as one that can't be judged. */
function exportedBy(statement: Node): Exported[] {
  if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') return [];
  const { declaration, specifiers } = statement;
  const listed = specifiers.map((node) => ({ name: lastName(node.exported) ?? '', body: node }));
  if (declaration?.type === 'FunctionDeclaration' && declaration.body) {
    return [{ name: declaration.id?.name ?? '', body: declaration.body }];
  }
  if (declaration?.type !== 'VariableDeclaration') return listed;
  return declaration.declarations.flatMap(({ id, init }) => {
    const holdsFunction = init && [...walk(init)].some(({ node }) => /Function/.test(node.type));
    if (!holdsFunction) return [];
    return [{ name: lastName(id) ?? '', body: init.type === 'ArrowFunctionExpression' ? init.body : init }];
  });
}

/** Before it, values may be destructured; nothing may be called, awaited or decided. */
function beginsWithRight(body: Node): boolean {
  if (body.type !== 'BlockStatement') return isRight(body);
  const first = body.body.find((statement) => statement.type !== 'VariableDeclaration' || calls(statement));
  if (first?.type === 'VariableDeclaration') {
    const init = first.declarations.find((one) => calls(one))?.init;
    return init != null && isRight(init);
  }
  if (first?.type === 'ExpressionStatement') return isRight(first.expression);
  return first?.type === 'ReturnStatement' && first.argument !== null && isRight(first.argument);
}

const CALLS = new Set(['CallExpression', 'NewExpression', 'AwaitExpression', 'TaggedTemplateExpression']);

function calls(node: Node): boolean {
  return [...walk(node)].some((found) => CALLS.has(found.node.type));
}

function isRight(expression: Node): boolean {
  if (expression.type === 'AwaitExpression') return isRight(expression.argument);
  return expression.type === 'CallExpression' && REQUIRE.test(lastName(expression.callee) ?? '');
}
