import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { CommandError } from './target';

/**
 * Checks before a long scan that its report can be written to a file.
 * @throws CommandError if its directory is missing, or something other than a file has its name
 */
export function checkOutput(file: string): void {
  const directory = path.dirname(file);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`The report can't be written to ${file}: there is no directory ${directory}.`);
  }
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new CommandError(`The report can't be written to ${file}, which is a directory.`);
  }
  if (found && !found.isFile()) {
    const kind = found.isSymbolicLink() ? 'a symbolic link' : 'no regular file';
    throw new CommandError(
      `The report can't be written to ${file}, which is ${kind}. Name a file, or omit --output and redirect standard output.`,
    );
  }
}

/**
 * Writes a report to a file, whole or not at all. It goes to a temporary file, which is then renamed.
 * Synchronous, so that no signal comes between. A link that has appeared meanwhile is replaced, not followed.
 * @throws CommandError if that fails; the file is then unchanged
 */
export function writeOutput(file: string, text: string): void {
  const beside = path.join(path.dirname(file), `.heimdall-${randomBytes(6).toString('hex')}`);
  try {
    const mode = lstatSync(file, { throwIfNoEntry: false })?.mode;
    // O_EXCL: a file or link of this name that another user made is not written to.
    const opened = openSync(beside, 'wx');
    try {
      if (mode !== undefined) fchmodSync(opened, mode & 0o777);
      writeFileSync(opened, text);
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(beside, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') rmSync(beside, { force: true });
    throw new CommandError(`The report can't be written to ${file} (${code}).`);
  }
}
