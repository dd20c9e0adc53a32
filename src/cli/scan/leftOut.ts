import { SKIP_REASONS } from '@/domain/scans/rules';

/** Why something was not scanned, on disk too, and whether the result is partial because of it. */
export const LEFT_OUT = {
  ...SKIP_REASONS,
  git_ignored: false,
  special: false,
  unreadable: true,
} as const satisfies Record<string, boolean>;
export type LeftOut = keyof typeof LEFT_OUT;

/** What the summary calls what was left out for each reason, of one and of several. */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOut, readonly [one: string, several: string]>> = {
  binary: ['binary file', 'binary files'],
  archive: ['archive', 'archives'],
  empty: ['empty file', 'empty files'],
  symlink: ['symbolic link', 'symbolic links'],
  submodule: ['submodule', 'submodules'],
  lfs_pointer: ['Git LFS pointer', 'Git LFS pointers'],
  ignored: ['file named in .heimdallignore', 'files named in .heimdallignore'],
  git_ignored: [
    'place ignored by Git (see --include-ignored)',
    'places ignored by Git (see --include-ignored)',
  ],
  special: ['socket, pipe or device', 'sockets, pipes or devices'],
  too_large: ['file that is too large', 'files that are too large'],
  missing: ['file that is gone', 'files that are gone'],
  unreadable: ['place that could not be read', 'places that could not be read'],
  engine_fault: ['file that the engine failed on', 'files that the engine failed on'],
  time_limit: ['file that was not scanned in time', 'files that were not scanned in time'],
  file_limit: ['file beyond the limit', 'files beyond the limit'],
};
