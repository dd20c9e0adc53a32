import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the project; `path` is relative to the repository's root, with slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** A place that breaks a law. `message` says what is wrong and where the code belongs. */
export type Violation = { readonly path: string; readonly line?: number; readonly message: string };

/** Judges the whole tree at once, as some laws count files. */
export type Law = (files: readonly SourceFile[]) => Violation[];

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Every file below src but the generated ones. */
export function readSources(): SourceFile[] {
  return readBelow('src').filter((file) => !file.path.startsWith('src/generated/'));
}

/** The tests, their support and the benchmarks, without the files that engines scan. */
export function readTests(): SourceFile[] {
  return readBelow('tests').filter((file) => isCode(file) && !file.path.startsWith('tests/engines/cases/'));
}

function readBelow(folder: string): SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({
      path: path.relative(ROOT, file).replaceAll(path.sep, '/'),
      text: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The README, the guide for contributors and the pages of docs. */
export function readDocuments(): SourceFile[] {
  const pages = readdirSync(path.join(ROOT, 'docs')).filter((name) => isDocument({ path: name }));
  return ['README.md', 'CONTRIBUTING.md', ...pages.sort().map((name) => `docs/${name}`)].map((name) => ({
    path: name,
    text: readFileSync(path.join(ROOT, name), 'utf8'),
  }));
}

export function isDocument(file: Pick<SourceFile, 'path'>): boolean {
  return file.path.endsWith('.md');
}

export function isCode(file: SourceFile): boolean {
  return /\.[cm]?[jt]sx?$/.test(file.path);
}

export function isTest(file: SourceFile): boolean {
  return /\.test\.[cm]?[jt]sx?$/.test(file.path);
}

/** One violation as a line of a test's output: editors open `path:line`. */
export function describeViolation({ path: where, line, message }: Violation): string {
  return `${where}${line === undefined ? '' : `:${line}`} ${message}`;
}
