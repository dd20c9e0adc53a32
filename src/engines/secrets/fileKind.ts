import type { FileRole } from '../engine';
import { roleOf } from '../fileRole';
import { formatOf } from './fileFormat';
import { namedBy } from './files/detectFile';
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
  /** Whether it is recorded traffic, in which tests keep what servers have really sent. */
  readonly isRecorded?: boolean;
  /** The rules for files as a whole that know its name. */
  readonly named?: readonly string[];
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
  const lower = path.toLowerCase();
  const parts = lower.split('/');
  const name = parts.pop() ?? '';
  const format = formatOf(parts, name);
  const role = roleOf(parts, name);
  const isLive = role === 'product' && isLiveFile(format, parts, name);
  const isRecorded = name.endsWith('.har') || parts.some((part) => RECORDINGS.has(part));
  const named = namedBy(lower);
  return {
    ...{ format, role },
    ...(isLive ? { isLive } : {}),
    ...(isRecorded ? { isRecorded } : {}),
    ...(named.length > 0 ? { named } : {}),
  };
}

/** Folders of libraries that record and replay HTTP: VCR, Betamax, Polly, go-vcr. */
const RECORDINGS: ReadonlySet<string> = new Set(
  'cassettes cassette vcr vcr_cassettes vcr_cassette betamax __recordings__ recordings http_recordings'.split(
    ' ',
  ),
);

/** Returns a kind as one word, a key of cached results. */
export function kindKey(kind: FileKind): string {
  const { format, role, isLive, isRecorded, named = [] } = kind;
  const words = [
    format,
    role,
    ...(isLive === true ? ['live'] : []),
    ...(isRecorded === true ? ['recorded'] : []),
  ];
  return [...words, ...named].join('/');
}
