import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'oxc-parser';
import { isClient } from './queries';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { type Found, memberName, nodesOf, violationAt } from './syntax';
import { DELETES, HANDED, OWNERS, READS, WRITES } from './tableOwners';

/** A model of the schema: its name in the client, and its table. */
export type Model = { readonly name: string; readonly table: string };

const MODELS_DIR = path.resolve(import.meta.dirname, '../../prisma/models');

/** Every model of the schema. */
export function readModels(): Model[] {
  return readdirSync(MODELS_DIR).flatMap((file) =>
    modelsIn(readFileSync(path.join(MODELS_DIR, file), 'utf8')),
  );
}

export function modelsIn(schema: string): Model[] {
  return [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].map(([, name = '', body = '']) => ({
    name: name.charAt(0).toLowerCase() + name.slice(1),
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
  }));
}

/** Faults of the lists: tables without an owner, owned tables that do not exist, and readers that own none. */
export function judgeOwners(
  models: readonly Model[],
  owners: Readonly<Record<string, readonly string[]>> = OWNERS,
  readers: readonly string[] = [READS, DELETES, WRITES].flatMap((list) => Object.keys(list)),
): string[] {
  const tables = new Set(models.map(({ table }) => table));
  const named = Object.entries(owners).flatMap(([noun, owned]) => owned.map((table) => ({ noun, table })));
  const count = (table: string) => named.filter((it) => it.table === table).length;
  return [
    ...[...tables]
      .filter((table) => count(table) !== 1)
      .map(
        (table) =>
          `${table} has ${count(table)} owners. It belongs to one noun, in tests/laws/tableOwners.ts.`,
      ),
    ...named
      .filter(({ table }) => !tables.has(table) && !isOfLibrary(table))
      .map(({ noun, table }) => `${noun} owns ${table}, which is no table of prisma/models.`),
    ...readers
      .filter((reader) => !Object.hasOwn(owners, reader) && !reader.endsWith('.ts'))
      .map((noun) => `${noun} may read tables of others, but owns none. A noun of the domain owns a table.`),
  ];
}

/** No model describes the tables of the queue's library and of Prisma. */
function isOfLibrary(table: string): boolean {
  return table.startsWith('pgboss.') || table.startsWith('_prisma');
}

const MODELS = new Map(readModels().map(({ name, table }) => [name, table]));
const OWNER_OF = new Map<string, string>(
  Object.entries(OWNERS).flatMap(([noun, owned]) => owned.map((table) => [table, noun] as const)),
);

/** The areas that are given a client of the database. */
const WITH_DATABASE = /^src\/(domain|server|jobs|cli)\//;

/** Only its owner's store writes a table, and few others read it. No noun calls another noun's store. */
export function tables(files: readonly SourceFile[]): Violation[] {
  return files.filter(usesDatabase).flatMap((file) => {
    const place = placeOf(file);
    const isNoun = !place.endsWith('.ts');
    return [...(isNoun ? storesAsked(file, place) : []), ...tablesUsed(file, place)];
  });
}

function usesDatabase(file: SourceFile): boolean {
  return isCode(file) && !isTest(file) && WITH_DATABASE.test(file.path);
}

/** Its noun, for a file in the folder of one; its path below src for any other. */
function placeOf({ path: file }: SourceFile): string {
  return /^src\/domain\/(\w+)\//.exec(file)?.[1] ?? file.replace(/^src\//, '').replace(/\.tsx?$/, '.ts');
}

function storesAsked(file: SourceFile, noun: string): Violation[] {
  return importsOf(file).flatMap((found) => {
    const [, other, kind] = /^(?:\.\.|@\/domain)\/(\w+)\/(store|query)$/.exec(found.specifier) ?? [];
    if (other === undefined || other === noun) return [];
    // Use cases put the lists of several nouns together.
    if (kind === 'query' && file.path.endsWith('/service.ts')) return [];
    const message =
      `asks the store or the lists of ${other}, which only ${other} and use cases do. What ${noun} needs of it belongs ` +
      `in src/domain/${other}/lifecycle.ts or service.ts.`;
    return [violationAt(file, found, message)];
  });
}

type Use = { readonly table: string; readonly how: 'reads' | 'writes' | 'deletes' };

/** What a place may do to tables of nouns, but for its own. */
const MAY: Record<Use['how'], Readonly<Record<string, readonly string[]>>> = {
  reads: READS,
  deletes: DELETES,
  writes: WRITES,
};

function tablesUsed(file: SourceFile, place: string): Violation[] {
  return usesIn(file).flatMap(({ found, uses }) => {
    const unseen = Object.hasOwn(HANDED, place) ? undefined : unseenTable(found);
    const messages = [...(unseen === undefined ? [] : [unseen]), ...uses.flatMap((use) => judge(use, place))];
    return messages.map((message) => violationAt(file, found.node, message));
  });
}

function usesIn(file: SourceFile): { found: Found; uses: Use[] }[] {
  return nodesOf(file)
    .filter(
      ({ node, parent }) => !(node.type === 'TemplateLiteral' && parent?.type === 'TaggedTemplateExpression'),
    )
    .map((found) => ({ found, uses: [...modelUse(found), ...handedOn(found.node), ...sqlUses(found.node)] }));
}

/** Entries of the short lists that no code needs any more. */
export function needlessUses(files: readonly SourceFile[]): string[] {
  const made = new Set(
    files
      .filter(usesDatabase)
      .flatMap((file) =>
        usesIn(file).flatMap(({ uses }) => uses.map(({ how, table }) => `${placeOf(file)} ${how} ${table}`)),
      ),
  );
  return Object.entries(MAY)
    .flatMap(([how, list]) =>
      Object.entries(list).flatMap(([place, named]) => named.map((table) => `${place} ${how} ${table}`)),
    )
    .filter((entry) => !made.has(entry));
}

function judge({ table, how }: Use, place: string): string[] {
  const owner = OWNER_OF.get(table);
  if (owner === undefined || owner === place || MAY[how][place]?.includes(table)) return [];
  return [
    how !== 'reads'
      ? `writes ${table}, which is ${owner}'s. The statement belongs in src/domain/${owner}/store.ts, and what asks ` +
        `for it in that folder's lifecycle.ts.`
      : `reads ${table}, which is ${owner}'s. The query belongs in src/domain/${owner}/store.ts, or the table on ` +
        'the short list of reads in tests/laws/tableOwners.ts.',
  ];
}

const READING = /^(find\w+|count|groupBy|aggregate)$/;
const WRITING = /^((create|update|delete)(Many)?(AndReturn)?|upsert)$/;

/** `db.<model>.<method>`, with any name of the client. A model that is passed on may be written. */
function modelUse({ node, parent }: Found): Use[] {
  if (node.type !== 'MemberExpression') return [];
  const table = MODELS.get(memberName(node) ?? '');
  if (table === undefined) return [];
  const method = parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : '';
  const reads = READING.test(method ?? '');
  const isUsed = reads || WRITING.test(method ?? '') || isClient(node.object);
  return isUsed ? [{ table, how: reads ? 'reads' : 'writes' }] : [];
}

/** `tableName: 'session'`: the model is given to a library, which may write it. */
function handedOn(node: Node): Use[] {
  if (node.type !== 'Property' || node.key.type !== 'Identifier' || node.value.type !== 'Literal') return [];
  if (!/^(table|model)(Name)?$/.test(node.key.name)) return [];
  const name = String(node.value.value);
  const table = MODELS.get(name) ?? name;
  return OWNER_OF.has(table) ? [{ table, how: 'writes' }] : [];
}

/** A statement for a table in a variable: the law does not see which. */
function unseenTable({ node }: Found): string | undefined {
  const isModel = node.type === 'MemberExpression' && memberName(node) === undefined && isClient(node.object);
  if (!isModel && !WRITES_ANY.test(sqlOf(node) ?? '')) return undefined;
  return (
    'writes a table in a variable. Name it in the statement, in the store.ts of its noun; statements for any table ' +
    'stand on a short list in tests/laws/tableOwners.ts.'
  );
}

/** A table's name, with or without its schema. */
const NAME = String.raw`((?:public\.|pgboss\.)?[a-z_]+)`;
const WRITE = String.raw`\b(?:INSERT\s+INTO|MERGE\s+INTO|DELETE\s+FROM|(?<!\bFOR\s+|\bKEY\s+)UPDATE|TRUNCATE)\s+(?:ONLY\s+)?`;
const WRITTEN = new RegExp(WRITE + NAME, 'gi');
const WRITES_ANY = new RegExp(String.raw`${WRITE}\$`);
const READ = new RegExp(String.raw`(?<!\bDELETE\s+)\b(?:FROM|JOIN|USING)\s+(?:ONLY\s+)?${NAME}`, 'gi');
/** A part of a statement that begins with what it reads. */
const FIRST = new RegExp(String.raw`^\s*${NAME}\b(?!\s*[.(=])`, 'i');
/** The next table after one of FROM, with or without an alias. */
const NEXT = new RegExp(String.raw`^\s+(?:(?:AS\s+)?\w+\s*)?,\s*${NAME}|^\s*,\s*${NAME}`, 'i');

/**
 * Tables that a statement or a part of one names.
 * A part that is only a table's name fits any statement, so it counts as writing the table.
 */
function sqlUses(node: Node): Use[] {
  const text = sqlOf(node);
  if (text === undefined) return [];
  const isPart = node.type === 'TaggedTemplateExpression';
  const first = isPart ? FIRST.exec(text)?.[1] : undefined;
  const isAlone = first !== undefined && text.trim() === first;
  const begun = first
    ? [{ table: plain(first), how: isAlone ? ('writes' as const) : ('reads' as const) }]
    : [];
  const written = [...text.matchAll(WRITTEN)].map(([words, name]) => ({
    table: plain(name),
    how: /^DELETE/i.test(words) ? ('deletes' as const) : ('writes' as const),
  }));
  const read = [...text.matchAll(READ)].flatMap((match) => {
    const after = text.slice(match.index + match[0].length);
    return [match[1], ...namesAfter(after)].map((name) => ({ table: plain(name), how: 'reads' as const }));
  });
  return [...begun, ...written, ...read];
}

/** A text with a statement of SQL, a `$` for each value; undefined for any other node. */
function sqlOf(node: Node): string | undefined {
  if (node.type === 'TaggedTemplateExpression') return joined(node.quasi);
  const text =
    node.type === 'TemplateLiteral' ? joined(node) : node.type === 'Literal' ? node.value : undefined;
  return typeof text === 'string' && STATEMENT.test(text) ? text.replaceAll('"', '') : undefined;
}

/** A text without a tag is SQL if it begins as a statement. */
const STATEMENT = /^\s*(SELECT|INSERT|MERGE|UPDATE|DELETE|TRUNCATE|WITH)\s/;

function joined({ quasis }: { quasis: readonly { value: { raw: string } }[] }): string {
  return quasis.map(({ value }) => value.raw.replaceAll('"', '')).join('$');
}

function namesAfter(text: string): string[] {
  const next = NEXT.exec(text);
  const name = next?.[1] ?? next?.[2];
  return next && name ? [name, ...namesAfter(text.slice(next[0].length))] : [];
}

function plain(name = ''): string {
  return name.toLowerCase().replace(/^public\./, '');
}
