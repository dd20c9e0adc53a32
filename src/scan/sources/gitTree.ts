import type { Rename } from '@/git/renames';
import type { TreeRead } from '@/git/tree';
import { ALL_SKIP_REASONS, LIST_TIME, LONG_PATHS, treeLimitMessage } from '../coverage';
import { type ExceptionFile, NO_EXCEPTION_FILE } from '../exceptions/exceptionFile';
import { type IgnoreFile, NO_IGNORE_FILE } from '../ignoreFile';
import { EngineFault } from '../pool/engine';
import type { CountAnswer, ListAnswer, ListedFile } from '../pool/messages';
import { runTask } from '../pool/tasks';
import type { HistoryPlan, Listed, Opened, Page, ScanSource, SourceFile, SourceTools } from '../source';

export type TreeFile = SourceFile & ListedFile;

/** Limits on a listing that only trees nested on purpose reach. */
const EXPLOSIVE: readonly TreeRead['limit'][] = ['folders', 'names', 'depth'];

const NO_FILES: Opened = {
  ...{ ignoreFile: NO_IGNORE_FILE, exceptionFile: NO_EXCEPTION_FILE },
  ...{ total: null, isExplosive: false, limits: [] },
};

/**
 * The files of a commit. Engines list them (fileLister.ts), page by page as they are requested, and apply its ignore file.
 * Between two pages an engine may run other tasks, and may die of one.
 * @param commit null if the repository has none
 * @param before the commit of the scan that this one follows. Null for none, or one that is not there any more.
 */
export function gitTree(
  commit: string | null,
  history: HistoryPlan | null,
  before: string | null = null,
): ScanSource<TreeFile> {
  return {
    renames: async (tools, paths) =>
      commit === null || before === null
        ? new Map()
        : findRenamed(tools, { from: before, to: commit }, paths),
    open: async (tools) => (commit === null ? NO_FILES : countFiles(tools, commit)),
    pages: (tools, opened) => (commit === null ? noPages() : listPages(tools, commit, opened)),
    toTask: (files, exclusions) => ({
      type: 'tree',
      blobs: files.map(({ id, path }) => ({ id, path })),
      ...exclusions,
    }),
    history,
  };
}

// biome-ignore lint/correctness/useYield: a repository without commits has no pages.
async function* noPages(): AsyncGenerator<Page<TreeFile>, Listed, undefined> {
  return { isComplete: true };
}

async function countFiles(tools: SourceTools, commit: string): Promise<Opened> {
  let last = undefined as CountAnswer | undefined;
  let ignoreFile: IgnoreFile = NO_IGNORE_FILE;
  let exceptionFile: ExceptionFile = NO_EXCEPTION_FILE;
  const limits: string[] = [];
  try {
    const task = { type: 'count', ...fields(tools, commit) } as const;
    await runTask(
      tools.engines,
      task,
      () => tools.deadline,
      (answer) => {
        if (answer.type !== 'count') return;
        last = answer;
        if (answer.ignoreFile !== null) ignoreFile = answer.ignoreFile;
        if (answer.exceptionFile !== null) exceptionFile = answer.exceptionFile;
      },
    );
  } catch (error) {
    limits.push(messageOf(error));
  }
  const { files = 0, bytes = 0, limit = null } = last ?? {};
  const isExplosive = EXPLOSIVE.includes(limit);
  return { ignoreFile, exceptionFile, total: { files, bytes }, isExplosive, limits };
}

async function* listPages(
  tools: SourceTools,
  commit: string,
  { limits }: Opened,
): AsyncGenerator<Page<TreeFile>, Listed, undefined> {
  const listed: Listed = { isComplete: limits.length === 0 };
  for (let from: number | null = 0; from !== null; ) {
    const answer: ListAnswer | string = await nextPage(tools, commit, from);
    if (typeof answer === 'string') {
      yield { steps: [], skips: [], limits: [answer] };
      return { isComplete: false };
    }
    const page = pageOf(answer, tools.limits.maxFiles);
    listed.isComplete &&= answer.limit === null && !page.skips.some(({ reason }) => ALL_SKIP_REASONS[reason]);
    yield page;
    from = answer.next;
  }
  return listed;
}

function pageOf({ files, skips, shortfalls, limit }: ListAnswer, maxFiles: number): Page<TreeFile> {
  const isLong = skips.some(({ reason }) => reason === 'file_limit');
  const treeLimit = treeLimitMessage(limit, maxFiles);
  return {
    steps: files.map((file) => ({ file: { ...file, contentId: file.id } })),
    skips,
    limits: [...(isLong ? [LONG_PATHS] : []), ...shortfalls, ...(treeLimit ? [treeLimit] : [])],
  };
}

/** @returns the message of the limit that it met, if the engine fails */
async function nextPage(tools: SourceTools, commit: string, from: number): Promise<ListAnswer | string> {
  let page = undefined as ListAnswer | undefined;
  try {
    const task = { type: 'list', from, ...fields(tools, commit) } as const;
    await runTask(
      tools.engines,
      task,
      () => tools.deadline,
      (answer) => {
        if (answer.type === 'list') page = answer;
      },
    );
    return page ?? LIST_TIME;
  } catch (error) {
    return messageOf(error);
  }
}

/** @returns none if the engine fails: then the files of moved secrets are compared by their paths alone */
async function findRenamed(
  tools: SourceTools,
  commits: { from: string; to: string },
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  let renames: readonly Rename[] = [];
  try {
    await runTask(
      tools.engines,
      { type: 'renames', ...commits, paths },
      () => tools.deadline,
      (answer) => {
        if (answer.type === 'renames') renames = answer.renames;
      },
    );
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
  }
  return new Map(renames);
}

function fields({ limits, deadline }: SourceTools, commit: string) {
  return { commit, maxFiles: limits.maxFiles, timeoutMs: Math.max(1, deadline - Date.now()) };
}

function messageOf(error: unknown): string {
  if (!(error instanceof EngineFault)) throw error;
  return error.kind === 'deadline' ? LIST_TIME : error.message;
}
