/** `npm run db:diff NAME`: writes the migration from the newest one's schema to today's. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diffSchemas, readSchema, withEmptyDatabase } from './schemaDiff';

const migrationsDir = path.join(import.meta.dirname, 'migrations');
const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: npm run db:diff NAME, with NAME in snake_case, such as add_webhooks');
  process.exit(2);
}

mkdirSync(migrationsDir, { recursive: true });
const newest = readdirSync(migrationsDir).sort().at(-1);
const before = newest && readFileSync(path.join(migrationsDir, newest, 'schema.snapshot'), 'utf8');
const after = readSchema(import.meta.dirname);
const sql = await withEmptyDatabase((url) => diffSchemas(url, before, after));
if (sql === '') {
  console.log('The schema has not changed since the newest migration: nothing to write.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const directory = path.join(migrationsDir, `${stamp}_${name}`);
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'migration.sql'), sql);
  // The next diff starts here: the wasm engine can't read a live database.
  writeFileSync(path.join(directory, 'schema.snapshot'), after);
  console.log(`Wrote ${path.relative(process.cwd(), directory)}. Read it before you commit it.`);
}
