import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const MODELS_DIR = path.resolve(import.meta.dirname, '../../prisma/models');
const LISTS = 'src/domain/deletions/rules.ts';

/** Lists of tables, by the column that references the deleted row. */
type Below = Readonly<Record<string, readonly string[]>>;

type Relation = { readonly column: string; readonly parent: string };
type Table = { readonly table: string; readonly hasId: boolean; readonly cascades: readonly Relation[] };

export function readSchema(): string {
  return readdirSync(MODELS_DIR)
    .map((file) => readFileSync(path.join(MODELS_DIR, file), 'utf8'))
    .join('\n');
}

/** Faults of the lists. Each must name all tables whose rows are deleted, children first, and no other table. */
export function judgeBelow(schema: string, below: Below): string[] {
  const tables = tablesIn(schema);
  return Object.entries(below).flatMap(([column, listed]) => [
    ...unlisted(tables, column, listed),
    ...misplaced(tables, listed),
  ]);
}

function unlisted(tables: readonly Table[], column: string, listed: readonly string[]): string[] {
  const wanted = tables.filter((it) => goesBy(it, column)).map(({ table }) => table);
  const missing = wanted.filter((table) => !listed.includes(table));
  const wrong = listed.filter((table) => !wanted.includes(table));
  return [
    ...missing.map(
      (table) => `${table} is deleted by its ${column}, and belongs on the list of it in ${LISTS}.`,
    ),
    ...wrong.map((table) => `${table} is on the list of ${column} in ${LISTS}, but is not deleted by it.`),
  ];
}

/** A repo's rows are deleted in batches by id. A table without ids is emptied by the schema's cascades. */
function goesBy({ hasId, cascades }: Table, column: string): boolean {
  return cascades.some((it) => it.column === column) && (hasId || column !== 'repo_id');
}

function misplaced(tables: readonly Table[], listed: readonly string[]): string[] {
  return listed.flatMap((table, place) => {
    const parents = tables.find((it) => it.table === table)?.cascades ?? [];
    return parents
      .filter(({ parent }) => parent !== table && listed.slice(0, place).includes(parent))
      .map(({ parent }) => `${table} comes after its parent ${parent} in ${LISTS}. Children come first.`);
  });
}

function tablesIn(schema: string): Table[] {
  const models = [...schema.matchAll(/^model (\w+) \{(.*?)^\}/gms)].map(([, name = '', body = '']) => ({
    name,
    body,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
  }));
  const tableOf = new Map(models.map(({ name, table }) => [name, table]));
  return models.map(({ table, body }) => {
    const fields = body.split('\n').map((line) => line.trim());
    const columnOf = (field = '') =>
      fields.find((it) => it.startsWith(`${field} `))?.match(/@map\("(\w+)"\)/)?.[1] ?? field;
    const cascades = fields.flatMap((it) => {
      const [, target = '', field] =
        /^\w+\s+(\w+).*@relation\(.*fields: \[(\w+)\].*onDelete: Cascade/.exec(it) ?? [];
      return field ? [{ column: columnOf(field), parent: tableOf.get(target) ?? target }] : [];
    });
    return { table, hasId: fields.some((it) => /^id\s/.test(it)), cascades };
  });
}
