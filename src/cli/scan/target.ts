import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '@/git/localRepository';

/** What is to be scanned. */
export type Target =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'bare'; readonly gitDir: string }
  | {
      readonly kind: 'disk';
      /** The work tree's root, or else the directory itself; paths are told from here. */
      readonly root: string;
      /** What of it is scanned: '' for all, a file's path, or a directory's with a `/` at its end. */
      readonly within: string;
      readonly gitDir: string | null;
      /** Whether there is a `.git` that is no repository and leads to none. */
      readonly isLost: boolean;
    };

/** The command can't be done; its message is one sentence, or two, for the person who gave it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const URL_LIKE = /^[a-z][a-z0-9+.-]{0,20}:(?:\/\/|:)/i;
const SCP_LIKE = /^[^/\\:]{1,100}@[^/\\:]{1,253}:/;

/**
 * Finds out what a PATH or URL names.
 * @throws CommandError where it names nothing that can be scanned
 */
export function findTarget(given: string): Target {
  if (URL_LIKE.test(given)) return { kind: 'url', url: given };
  const found = lookAt(given);
  if (!found && SCP_LIKE.test(given)) return { kind: 'url', url: given };
  if (!found) throw new CommandError(`There is no ${given}.`);
  const place = realpathSync(given);
  if (found.isDirectory()) return directoryTarget(place);
  if (!found.isFile()) throw new CommandError(`${given} is neither a file nor a directory.`);
  const repository = findRepository(path.dirname(place));
  if (!repository?.root) {
    const root = path.dirname(place);
    return { kind: 'disk', root, within: path.basename(place), gitDir: null, isLost: false };
  }
  const { gitDir, root } = repository;
  return { kind: 'disk', root, within: path.relative(root, place), gitDir, isLost: gitDir === null };
}

function lookAt(given: string): Stats | undefined {
  try {
    return statSync(given, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(`${given} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function directoryTarget(place: string): Target {
  const repository = findRepository(place);
  if (!repository) return { kind: 'disk', root: place, within: '', gitDir: null, isLost: false };
  if (repository.root === null) return { kind: 'bare', gitDir: repository.gitDir };
  const { gitDir, root } = repository;
  const isLost = gitDir === null;
  const within = path.relative(root, place);
  return { kind: 'disk', root, within: within === '' ? '' : `${within}/`, gitDir, isLost };
}
