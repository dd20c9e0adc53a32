import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '@/git/localRepository';

/** What is to be scanned. */
export type Target =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'bare'; readonly gitDir: string }
  | {
      readonly kind: 'disk';
      /** The root of the work tree, or the directory itself. Paths are relative to it. */
      readonly root: string;
      /**
       * The part of it that is scanned: '' for all, a file's path, or a directory's path that ends with `/`.
       */
      readonly within: string;
      readonly gitDir: string | null;
      /** Whether there is a `.git` that is not a repository and names none. */
      readonly isLost: boolean;
    };

/** The command can't be done. Its message is one or two sentences for the user. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const URL_LIKE = /^[a-z][a-z0-9+.-]{0,20}:(?:\/\/|:)/i;
const SCP_LIKE = /^[^/\\:]{1,100}@[^/\\:]{1,253}:/;

/**
 * Finds out what a PATH or URL names.
 * @throws CommandError if it names nothing that can be scanned
 */
export function findTarget(given: string): Target {
  if (URL_LIKE.test(given)) return { kind: 'url', url: given };
  const found = statPath(given);
  if (!found && SCP_LIKE.test(given)) return { kind: 'url', url: given };
  if (!found) throw new CommandError(`There is no ${given}.`);
  const location = realpathSync(given);
  if (found.isDirectory()) return directoryTarget(location);
  if (!found.isFile()) throw new CommandError(`${given} is neither a file nor a directory.`);
  const repository = findRepository(path.dirname(location));
  if (!repository?.root) {
    const root = path.dirname(location);
    return { kind: 'disk', root, within: path.basename(location), gitDir: null, isLost: false };
  }
  const { gitDir, root } = repository;
  return { kind: 'disk', root, within: path.relative(root, location), gitDir, isLost: gitDir === null };
}

function statPath(given: string): Stats | undefined {
  try {
    return statSync(given, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(`${given} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function directoryTarget(location: string): Target {
  const repository = findRepository(location);
  if (!repository) return { kind: 'disk', root: location, within: '', gitDir: null, isLost: false };
  if (repository.root === null) return { kind: 'bare', gitDir: repository.gitDir };
  const { gitDir, root } = repository;
  const isLost = gitDir === null;
  const within = path.relative(root, location);
  return { kind: 'disk', root, within: within === '' ? '' : `${within}/`, gitDir, isLost };
}
