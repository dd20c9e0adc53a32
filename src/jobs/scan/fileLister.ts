import type { Repository } from '@/git/repository';
import { type AllowedPaths, createAllowedPaths } from '@/scanner/ignore/allowList';
import type { IgnoreMatcher } from '@/scanner/ignore/ignoreFile';
import type {
  CountAnswer,
  CountOrder,
  EngineAnswer,
  ListAnswer,
  ListOrder,
  MatchAnswer,
  MatchOrder,
} from './engineMessages';
import { type IgnoreFile, ignoring } from './ignoreFile';
import { ALLOW_LIST } from './limitSentences';
import { createListing, type Listing, readIgnoreFile } from './treeEntries';

/** Lists the files of commits, and matches paths against an ignore file and an allow-list. */
export type FileLister = {
  readonly allowed: AllowedPaths;
  readonly count: (order: CountOrder, tell: (answer: EngineAnswer) => Promise<void>) => Promise<void>;
  readonly list: (order: ListOrder) => Promise<ListAnswer>;
  readonly match: (order: MatchOrder) => MatchAnswer;
};

type Open = { readonly listing: Listing; readonly ignore: IgnoreMatcher };

/** How often it is said how far a count is, in milliseconds. */
const TELL_EVERY_MS = 200;

/** @param reading null where no order is about a repository */
export function createFileLister(
  reading: Repository | null,
  allowList: readonly (string | null)[],
): FileLister {
  const allowed = createAllowedPaths(allowList);
  let open: Open | undefined;

  let lastMatched: { readonly ignoreFile: IgnoreFile; readonly ignore: IgnoreMatcher } | undefined;

  const begin = async ({ commit, maxFiles, timeoutMs }: ListOrder | CountOrder, from: number) => {
    if (!reading) throw new Error('the engine was given no repository');
    const within = { ...reading, timeoutMs };
    const ignoreFile = await readIgnoreFile(within, commit);
    const ignore = ignoring(ignoreFile);
    const { isIgnored } = ignore;
    return { listing: createListing(within, commit, { from, maxFiles, isIgnored }), ignore, ignoreFile };
  };
  const goOn = async (order: ListOrder): Promise<Open> => {
    if (open?.listing.commit === order.commit && open.listing.at() === order.from) return open;
    await open?.listing.close();
    open = await begin(order, order.from);
    return open;
  };

  return {
    allowed,
    count: async (order, tell) => {
      const { listing, ignoreFile } = await begin(order, 0);
      const sum = { files: 0, bytes: 0 };
      const answer = (file: CountAnswer['ignoreFile']) => tell({ type: 'count', ...sum, ignoreFile: file });
      await answer(ignoreFile);
      let told = Date.now();
      for (let next: number | null = 0; next !== null; ) {
        const page = await listing.nextPage();
        sum.files += page.files.length;
        for (const { size } of page.files) sum.bytes += size;
        next = page.next;
        if (next !== null && Date.now() - told < TELL_EVERY_MS) continue;
        await answer(null);
        told = Date.now();
      }
    },
    list: async (order) => {
      const { listing, ignore } = await goOn(order);
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
  };
}

function isSame(a: IgnoreFile, b: IgnoreFile): boolean {
  return a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
}
