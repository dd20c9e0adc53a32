import { createAutomaton, type State } from './automaton';
import type { Pattern } from './pattern';

/** Computes a result for each path from the patterns that match it, within a limit of work. */
export type Follower<T> = {
  /** @param path as decodePath has it; patterns are compared with its UTF-8 bytes */
  readonly of: (path: string) => T;
  /** Whether the limit of work is reached. From then on each path has the result `initial`. */
  readonly isExhausted: () => boolean;
};

export type Folding<T> = {
  readonly initial: T;
  /**
   * Called for each folder of the path, from the outermost on, and then for the path itself.
   * @param matched the indexes of the patterns that match, in ascending order
   */
  readonly fold: (before: T, matched: readonly number[]) => T;
  /** Whether no further match can change a result. */
  readonly isFinal: (result: T) => boolean;
};

/** The limit of an automaton's steps for all paths: 5 to 15 seconds. A large project needs some thousands of steps. */
export const MAX_STEPS = 2e8;

/** A folder, its result, and the state after its slash. */
type Known<T> = { readonly folder: string; readonly result: T; readonly state: State };

const SLASH = 0x2f;

/** Matches paths against patterns. The work for a folder is done once for consecutive paths in it, as in a tree. */
export function createFollower<T>(
  patterns: readonly Pattern[],
  { initial, fold, isFinal }: Folding<T>,
  maxSteps = MAX_STEPS,
): Follower<T> {
  const automaton = createAutomaton(patterns);
  const root: Known<T> = { folder: '', result: initial, state: automaton.start() };
  let known = root;

  const enter = (folder: string): Known<T> => {
    const before = folder.startsWith(known.folder) ? known : root;
    const bytes = Buffer.from(folder.slice(before.folder.length));
    let { result, state } = before;
    let from = 0;
    for (let at = bytes.indexOf(SLASH); at >= 0 && !isFinal(result); at = bytes.indexOf(SLASH, from)) {
      state = automaton.follow(state, bytes, from, at);
      result = fold(result, automaton.matched(state, true));
      state = automaton.follow(state, bytes, at, at + 1);
      from = at + 1;
    }
    return { folder, result, state };
  };

  return {
    of: (path) => {
      if (patterns.length === 0 || automaton.steps() > maxSteps) return initial;
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      if (folder !== known.folder) known = enter(folder);
      if (isFinal(known.result)) return known.result;
      const name = Buffer.from(path.slice(folder.length));
      const state = automaton.follow(known.state, name, 0, name.length);
      return fold(known.result, automaton.matched(state, false));
    },
    isExhausted: () => automaton.steps() > maxSteps,
  };
}
