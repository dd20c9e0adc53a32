import type { FileFormat, FileKind } from '../fileKind';

/** Formats of settings, whose values are real and not texts of a user interface. */
const SETTINGS: ReadonlySet<FileFormat> = new Set<FileFormat>([
  'docker-config',
  'env',
  'ini',
  'json',
  'maven-settings',
  'npmrc',
  'properties',
  'pypirc',
  'shell',
  'shell-history',
  'toml',
  'xml',
  'yaml',
]);

/** Whether a file's values are settings by its format. */
export function isSettings({ format }: FileKind): boolean {
  return SETTINGS.has(format);
}
