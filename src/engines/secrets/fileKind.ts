import type { FileRole } from '../engine';
import { roleOf } from '../fileRole';
import { formatOf } from './fileFormat';
import { isLiveFile } from './liveFile';

/**
 * The kind of a file by its name, which is all that a rule may know of a path. Equal bytes under
 * paths of the same kind have the same result, so results can be cached by content.
 */
export type FileKind = {
  /** The format, as far as rules need it. */
  readonly format: FileFormat;
  /** The file's purpose: placeholders are common in tests, examples and documentation. */
  readonly role: FileRole;
  /** Whether programs read their credentials from files of this name, so that even a weak value is in use. */
  readonly isLive?: boolean;
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

/** Returns the kind of a file by its path, with `/` as separator. */
export function fileKindOf(path: string): FileKind {
  const parts = path.toLowerCase().split('/');
  const name = parts.pop() ?? '';
  const format = formatOf(parts, name);
  const role = roleOf(parts, name);
  const isLive = role === 'product' && isLiveFile(format, parts, name);
  return { format, role, ...(isLive ? { isLive } : {}) };
}

/** Returns a kind as one word, a key of cached results. */
export function kindKey(kind: FileKind): string {
  return `${kind.format}/${kind.role}${kind.isLive === true ? '/live' : ''}`;
}
