import { formatOf } from './fileFormat';
import { roleOf } from './fileRole';

/**
 * What a file is by its name: all that a rule may know of a path. The same bytes under another path of the same kind
 * give the same result, which is what lets results be kept by content.
 */
export type FileKind = {
  /** The format, as far as rules care. */
  readonly format: FileFormat;
  /** What the file is there for: placeholders are common in tests, examples and documentation. */
  readonly role: FileRole;
};

export const FILE_FORMATS = [
  'code',
  'docker-config',
  'env',
  'git-credentials',
  'htpasswd',
  'ini',
  'json',
  'lock',
  'markdown',
  'maven-settings',
  'netrc',
  'npmrc',
  'pgpass',
  'properties',
  'pypirc',
  'shadow',
  'shell',
  'shell-history',
  'terraform-state',
  'text',
  'toml',
  'xml',
  'yaml',
] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export const FILE_ROLES = ['source', 'test', 'example', 'documentation', 'vendored'] as const;
export type FileRole = (typeof FILE_ROLES)[number];

/** What a file is by its path, whose parts are divided by `/`. */
export function fileKindOf(path: string): FileKind {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  return { format: formatOf(parts, name), role: roleOf(parts, name) };
}

/** A kind as one word, to keep results by. */
export function kindKey(kind: FileKind): string {
  return `${kind.format}/${kind.role}`;
}
