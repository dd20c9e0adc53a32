import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { startEmbeddedDatabase } from '../src/server/embedded/database';

type Engine = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
type SchemaEngine = Engine['SchemaEngine']['prototype'];

/** The text of the whole Prisma schema: schema.prisma, then models/ by name. */
export function readSchema(prismaDir: string): string {
  const models = readdirSync(path.join(prismaDir, 'models')).sort();
  const files = ['schema.prisma', ...models.map((file) => path.join('models', file))];
  return files.map((file) => readFileSync(path.join(prismaDir, file), 'utf8')).join('\n');
}

/**
 * The SQL that migrates a database from one schema to another.
 * It does not need Prisma's native engine, which can't be downloaded behind a firewall.
 * @param databaseUrl any PostgreSQL: the WebAssembly engine asks it for its version only
 * @param from the older schema's text, or undefined for an empty database
 * @param to the newer schema's text
 * @returns PostgreSQL statements; an empty string when nothing differs
 */
export async function diffSchemas(
  databaseUrl: string,
  from: string | undefined,
  to: string,
): Promise<string> {
  const differ = await startEngine(to, databaseUrl);
  const { stdout } = await differ.diff({
    from: from === undefined ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = stdout ?? '';
  return script.includes('This is an empty migration') ? '' : script;
}

/** Runs a function on an empty embedded database, which is deleted afterwards. */
export async function withEmptyDatabase<T>(run: (url: string) => Promise<T>): Promise<T> {
  const socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-diff-'));
  const onFault = (error: unknown) => {
    throw error;
  };
  const database = await startEmbeddedDatabase({ socketDir, onFault, onUpkeepFault: onFault });
  try {
    return await run(database.url);
  } finally {
    await database.close();
    rmSync(socketDir, { recursive: true });
  }
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
}

async function startEngine(schema: string, url: string): Promise<SchemaEngine> {
  engine ??= loadEngine();
  const { SchemaEngine } = await engine;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  return SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
}

let engine: Promise<Engine> | undefined;

/**
 * The package's own entry imports .wasm as a module, which Node can't do: its parts are loaded by path.
 * Once for a process, as they keep their state in the module.
 */
async function loadEngine(): Promise<Engine> {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const parts: Engine = await import(glue);
  const wasm = await WebAssembly.instantiate(readFileSync(glue.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': parts as unknown as WebAssembly.ModuleImports,
  });
  parts.__wbg_set_wasm(wasm.instance.exports);
  (wasm.instance.exports.__wbindgen_start as () => void)();
  return parts;
}
