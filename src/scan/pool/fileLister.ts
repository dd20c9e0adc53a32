import type { Repository } from '@/git/repository';
import { type AllowedPaths, createAllowedPaths } from '@/scan/ignore/allowList';
import type { IgnoreMatcher } from '@/scan/ignore/ignoreFile';
import { createListing, type Listing, readIgnoreFile } from '@/scan/sources/treeEntries';
import { type IgnoreFile, ignoring } from '../ignoreFile';
import { ALLOW_LIST } from '../limitMessages';
import type {
  CountAnswer,
  CountTask,
  EngineAnswer,
  ListAnswer,
  ListTask,
  MatchAnswer,
  MatchTask,
} from './messages';

/** Lists the files of commits, and matches paths against an ignore file and an allow-list. */
export type FileLister = {
  readonly allowed: AllowedPaths;
  readonly count: (task: CountTask, emit: (answer: EngineAnswer) => Promise<void>) => Promise<void>;
  readonly list: (task: ListTask) => Promise<ListAnswer>;
  readonly match: (task: MatchTask) => MatchAnswer;
  /** Ends a listing that was not read to its end. */
  readonly close: () => Promise<void>;
};

type Open = { readonly listing: Listing; readonly ignore: IgnoreMatcher };

/** How often the numbers of a count are sent, in milliseconds. */
const EMIT_EVERY_MS = 200;

/** @param repository null if no task reads one */
export function createFileLister(
  repository: Repository | null,
  allowList: readonly (string | null)[],
): FileLister {
  const allowed = createAllowedPaths(allowList);
  let open: Open | undefined;

  let lastMatched: { readonly ignoreFile: IgnoreFile; readonly ignore: IgnoreMatcher } | undefined;

  const begin = async ({ commit, maxFiles, timeoutMs }: ListTask | CountTask, from: number) => {
    if (!repository) throw new Error('the engine was given no repository');
    const within = { ...repository, timeoutMs };
    const ignoreFile = await readIgnoreFile(within, commit);
    const ignore = ignoring(ignoreFile);
    const { isIgnored } = ignore;
    return { listing: createListing(within, commit, { from, maxFiles, isIgnored }), ignore, ignoreFile };
  };
  const goOn = async (task: ListTask): Promise<Open> => {
    if (open?.listing.commit === task.commit && open.listing.at() === task.from) return open;
    await open?.listing.close();
    open = await begin(task, task.from);
    return open;
  };

  return {
    allowed,
    count: async (task, emit) => {
      const { listing, ignoreFile } = await begin(task, 0);
      const sum = { files: 0, bytes: 0 };
      const answer = (rest: Pick<CountAnswer, 'ignoreFile' | 'limit'>) =>
        emit({ type: 'count', ...sum, ...rest });
      await answer({ ignoreFile, limit: null });
      let emittedAt = Date.now();
      for (let next: number | null = 0; next !== null; ) {
        const page = await listing.nextPage();
        sum.files += page.files.length;
        for (const { size } of page.files) sum.bytes += size;
        next = page.next;
        if (next !== null && Date.now() - emittedAt < EMIT_EVERY_MS) continue;
        await answer({ ignoreFile: null, limit: page.limit });
        emittedAt = Date.now();
      }
    },
    list: async (task) => {
      const { listing, ignore } = await goOn(task);
      const page = await listing.nextPage();
      const files = page.files.map((file) => ({ ...file, allowedBy: allowed.covering(file.path) }));
      const shortfalls = [...ignore.shortfalls(), ...(allowed.isComplete() ? [] : [ALLOW_LIST])];
      return { type: 'list', ...page, files, shortfalls };
    },
    match: ({ ignoreFile, paths }) => {
      if (!lastMatched || !isSame(lastMatched.ignoreFile, ignoreFile)) {
        lastMatched = { ignoreFile, ignore: ignoring(ignoreFile) };
      }
      const { isIgnored, shortfalls } = lastMatched.ignore;
      const ignored = paths.filter((path) => isIgnored(path));
      return { type: 'match', ignored, shortfalls: shortfalls() };
    },
    close: async () => open?.listing.close(),
  };
}

function isSame(a: IgnoreFile, b: IgnoreFile): boolean {
  return a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
}
