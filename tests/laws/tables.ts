import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Node } from 'oxc-parser';
import { isClient } from './queries';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { type Found, memberName, nodesOf, violationAt } from './syntax';
import { DELETES, OWNERS, READS } from './tableOwners';

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

/** Faults of the lists: a table without an owner, an owned table that does not exist, and a reader that owns none. */
export function judgeOwners(
  models: readonly Model[],
  owners: Readonly<Record<string, readonly string[]>> = OWNERS,
  readers: readonly string[] = [...Object.keys(READS), ...Object.keys(DELETES)],
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
      .filter(({ table }) => !tables.has(table) && !isQueueTable(table))
      .map(({ noun, table }) => `${noun} owns ${table}, which is no table of prisma/models.`),
    ...readers
      .filter((noun) => !Object.hasOwn(owners, noun))
      .map((noun) => `${noun} may read tables of others, but owns none. A noun of the domain owns a table.`),
  ];
}

function isQueueTable(table: string): boolean {
  return table.startsWith('pgboss.');
}

const MODELS = new Map(readModels().map(({ name, table }) => [name, table]));
const OWNER_OF = new Map<string, string>(
  Object.entries(OWNERS).flatMap(([noun, owned]) => owned.map((table) => [table, noun] as const)),
);

/** Only its owner's store writes a table, and few others read it. No noun calls another noun's store. */
export function tables(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => {
      const [, area, noun, ...rest] = file.path.split('/');
      // access.ts guards the repos, and has no tables.
      if (area !== 'domain' || noun === undefined || rest.length === 0) return [];
      return [...storesAsked(file, noun), ...tablesUsed(file, noun)];
    });
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

/** What a store may do to tables of other nouns, by the noun of the store. */
const MAY: Record<Use['how'], Readonly<Record<string, readonly string[]>>> = {
  reads: READS,
  deletes: DELETES,
  writes: {},
};

function tablesUsed(file: SourceFile, noun: string): Violation[] {
  return nodesOf(file).flatMap((found) =>
    [...modelUse(found), ...sqlUses(found.node)].flatMap(({ table, how }) => {
      const owner = OWNER_OF.get(table);
      if (owner === undefined || owner === noun || MAY[how][noun]?.includes(table)) return [];
      const message =
        how !== 'reads'
          ? `writes ${table}, which is ${owner}'s. The statement belongs in src/domain/${owner}/store.ts, and what asks ` +
            `for it in that folder's lifecycle.ts.`
          : `reads ${table}, which is ${owner}'s. The query belongs in src/domain/${owner}/store.ts, or the table on ` +
            'the short list of reads in tests/laws/tableOwners.ts.';
      return [violationAt(file, found.node, message)];
    }),
  );
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

/** A table's name, with or without its schema. */
const NAME = String.raw`((?:public\.|pgboss\.)?[a-z_]+)`;
const WRITTEN = new RegExp(
  String.raw`\b(?:INSERT\s+INTO|MERGE\s+INTO|DELETE\s+FROM|UPDATE|TRUNCATE)\s+(?:ONLY\s+)?${NAME}`,
  'gi',
);
const READ = new RegExp(String.raw`(?<!\bDELETE\s+)\b(?:FROM|JOIN|USING)\s+(?:ONLY\s+)?${NAME}`, 'gi');
/** The next table after one of FROM, with or without an alias. */
const NEXT = new RegExp(String.raw`^\s+(?:(?:AS\s+)?\w+\s*)?,\s*${NAME}|^\s*,\s*${NAME}`, 'i');

/** Tables that a statement or a part of one names. A part that is only a table's name counts as reading it. */
function sqlUses(node: Node): Use[] {
  if (node.type !== 'TaggedTemplateExpression') return [];
  const text = node.quasi.quasis.map(({ value }) => value.raw.replaceAll('"', '')).join('$');
  const alone = OWNER_OF.has(text.trim()) ? [{ table: text.trim(), how: 'reads' as const }] : [];
  const written = [...text.matchAll(WRITTEN)].map(([words, name]) => ({
    table: plain(name),
    how: /^DELETE/i.test(words) ? ('deletes' as const) : ('writes' as const),
  }));
  const read = [...text.matchAll(READ)].flatMap((match) => {
    const after = text.slice(match.index + match[0].length);
    return [match[1], ...namesAfter(after)].map((name) => ({ table: plain(name), how: 'reads' as const }));
  });
  return [...alone, ...written, ...read];
}

function namesAfter(text: string): string[] {
  const next = NEXT.exec(text);
  const name = next?.[1] ?? next?.[2];
  return next && name ? [name, ...namesAfter(text.slice(next[0].length))] : [];
}

function plain(name = ''): string {
  return name.toLowerCase().replace(/^public\./, '');
}
