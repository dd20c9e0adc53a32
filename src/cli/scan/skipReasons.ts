import type { SkipReason } from '@/scan/coverage';

/** How the summary names files that were skipped for a reason. */
export const SKIP_NAMES: Readonly<Record<SkipReason, readonly [one: string, several: string]>> = {
  binary: ['binary file', 'binary files'],
  archive: ['archive', 'archives'],
  empty: ['empty file', 'empty files'],
  symlink: ['symbolic link', 'symbolic links'],
  submodule: ['submodule', 'submodules'],
  lfs_pointer: ['Git LFS pointer', 'Git LFS pointers'],
  ignored: ['file named in .heimdallignore', 'files named in .heimdallignore'],
  git_ignored: [
    'path ignored by Git (see --include-ignored)',
    'paths ignored by Git (see --include-ignored)',
  ],
  special: ['socket, pipe or device', 'sockets, pipes or devices'],
  too_large: ['file that is too large', 'files that are too large'],
  missing: ['file that is gone', 'files that are gone'],
  unreadable: ['path that could not be read', 'paths that could not be read'],
  engine_fault: ['file that the engine failed on', 'files that the engine failed on'],
  time_limit: ['file that was not scanned in time', 'files that were not scanned in time'],
  file_limit: ['file beyond the limit', 'files beyond the limit'],
};
