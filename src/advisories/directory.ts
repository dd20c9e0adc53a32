import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Item } from './item';

/** A public repository of advisories as it is checked out: where they are, and what their ids begin with. */
type Database = { readonly folder: string; readonly files: RegExp; readonly prefix: string };

const DATABASES: readonly Database[] = [
  { folder: 'advisories/github-reviewed', files: /\/GHSA-[^/]*\.json$/, prefix: 'GHSA' },
  { folder: 'vulns', files: /\/PYSEC-[^/]*\.ya?ml$/, prefix: 'PYSEC' },
  { folder: 'data/osv', files: /\/GO-[^/]*\.json$/, prefix: 'GO' },
  { folder: 'crates', files: /\/RUSTSEC-[^/]*\.(?:md|json)$/, prefix: 'RUSTSEC' },
  { folder: 'osv/malicious', files: /\/MAL-[^/]*\.json$/, prefix: 'MAL' },
];

/** What else of a repository has advisories: those that its database withdrew. */
const BESIDE: Readonly<Record<string, string>> = { MAL: 'osv/withdrawn' };

export type Found = { readonly file: string; readonly name: string };

/** The files of a directory, in no order, and what the directory is. Links are not followed. */
export async function findFiles(
  directory: string,
): Promise<{ files: AsyncIterable<Found>; database: Database | undefined }> {
  const database = await databaseIn(directory);
  if (!database) return { files: walk(directory, directory), database };
  const beside = BESIDE[database.prefix];
  const folders = [
    database.folder,
    ...(beside && (await isFolder(path.join(directory, beside))) ? [beside] : []),
  ];
  return { files: filesOf(directory, folders, database.files), database };
}

async function* filesOf(
  directory: string,
  folders: readonly string[],
  wanted: RegExp,
): AsyncGenerator<Found> {
  for (const folder of folders) {
    for await (const found of walk(path.join(directory, folder), directory)) {
      if (wanted.test(`/${found.name}`)) yield found;
    }
  }
}

async function* walk(directory: string, root: string): AsyncGenerator<Found> {
  for await (const entry of await opendir(directory)) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
      yield* walk(file, root);
    else if (entry.isFile()) yield { file, name: path.relative(root, file).replaceAll(path.sep, '/') };
  }
}

async function databaseIn(directory: string): Promise<Database | undefined> {
  for (const database of DATABASES) {
    if (await isFolder(path.join(directory, database.folder))) return database;
  }
  return undefined;
}

async function isFolder(directory: string): Promise<boolean> {
  const found = await stat(directory).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

/** When a checkout was last brought up to date, which changes no file if there was nothing new. */
export async function fetchedAt(directory: string): Promise<Item[]> {
  const found = await stat(path.join(directory, '.git', 'FETCH_HEAD')).catch(() => undefined);
  return found ? [{ type: 'dated', at: found.mtime }] : [];
}
