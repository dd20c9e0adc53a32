import type { Node } from 'oxc-parser';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Found, lastName, memberName, nodesOf, violationAt } from './syntax';

/** Names of the Prisma client, as a variable, a property, or a function that returns it. */
const CLIENTS = new Set(['db', 'longDb', 'tx', 'prisma', 'getDb', 'getLongDb', 'openDb']);

/** Methods that are a query on any object, as a model may be in a variable. */
const QUERY =
  /^(\$(query|execute)Raw(Typed)?|find(Many|First|Unique)(OrThrow)?|(create|update)ManyAndReturn|(create|update|delete)Many|upsert)$/;
const UNSAFE = /^\$(query|execute)RawUnsafe$/;

/** Tables are written in one file of their noun, and read there or in its query.ts. SQL is never composed from strings. */
export function queries(files: readonly SourceFile[]): Violation[] {
  return files.filter(isCode).flatMap((file) =>
    nodesOf(file).flatMap((found) => {
      const message = judge(file, found);
      return message === undefined ? [] : [violationAt(file, found.node, message)];
    }),
  );
}

function judge(file: SourceFile, found: Found): string | undefined {
  const name = memberName(found.node);
  if (name !== undefined && UNSAFE.test(name)) {
    return `uses ${name}, which takes any text for SQL. Write a tagged template, $queryRaw or $executeRaw, in a store.ts.`;
  }
  if (name === 'raw' && isPrisma(found.node) && file.path !== GENERIC) return NO_RAW;
  if (isTest(file) || /^src\/domain\/[^/]+\/store\.ts$/.test(file.path)) return undefined;
  if (/^src\/domain\/[^/]+\/query\.ts$/.test(file.path)) return isWrite(found, name) ? ONLY_READS : undefined;
  if (takesModels(found.node)) return messageOf('takes models from the client');
  if (name === '$transaction') return file.path.startsWith('src/domain/') ? undefined : NO_TRANSACTION;
  if (name === undefined || !isQuery(found.node, name)) return undefined;
  return messageOf(`queries the database (${name})`);
}

const ONLY_READS =
  'writes in a query.ts, which only reads for lists. The statement belongs in store.ts of the same noun.';
const WRITE = /^(\$executeRaw|(create|update|delete)(Many)?(AndReturn)?|upsert)$/;
const WRITING_SQL = /\b(INSERT\s+INTO|MERGE\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|TRUNCATE)\b/i;

function isWrite({ node }: Found, name: string | undefined): boolean {
  if (node.type === 'TaggedTemplateExpression') {
    return WRITING_SQL.test(node.quasi.quasis.map(({ value }) => value.raw).join('$'));
  }
  return name !== undefined && WRITE.test(name) && node.type === 'MemberExpression';
}

/** Any use of a client but closing it, and a query's name on any other object; a chain counts once. */
function isQuery(node: Node, name: string): boolean {
  if (node.type !== 'MemberExpression' || name === '$disconnect') return false;
  const isModel = node.object.type === 'MemberExpression' && isClient(node.object.object);
  return isClient(node.object) || (QUERY.test(name) && !isModel);
}

export function isClient(node: Node): boolean {
  return CLIENTS.has(lastName(node) ?? '');
}

function isPrisma(node: Node): boolean {
  return node.type === 'MemberExpression' && lastName(node.object) === 'Prisma';
}

/** The one file with statements for any table of a list. A law compares that list with the schema. */
const GENERIC = 'src/domain/deletions/store.ts';
const NO_RAW =
  'uses Prisma.raw, which takes any text for SQL. Name the table in a tagged template, Prisma.sql, in a store.ts.';

const NO_TRANSACTION =
  'opens a transaction outside the domain. A use case with its transaction belongs in src/domain/<noun>/service.ts.';

function messageOf(what: string): string {
  return `${what} outside a store. The query belongs in src/domain/<noun>/store.ts, behind a function that says what it is for.`;
}

/** `const { repo } = db`: the law would not see queries of such a variable. */
function takesModels(node: Node): boolean {
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern') return false;
  return node.init !== null && isClient(node.init);
}
