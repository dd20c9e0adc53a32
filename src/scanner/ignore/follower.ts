import { createAutomaton, type State } from './automaton';
import type { Pattern } from './pattern';

/** What a path comes to under some patterns, and whether the work for it was too much. */
export type Follower<T> = {
  /** @param path as decodePath has it; patterns are compared with its UTF-8 bytes */
  readonly of: (path: string) => T;
  /** Whether the work came to its limit, from which on each path comes to `initial`. */
  readonly isExhausted: () => boolean;
};

export type Folding<T> = {
  readonly initial: T;
  /**
   * Takes what matches a folder of the path, from the outermost on, and then the path itself.
   * @param matched the patterns by their index, in their order
   */
  readonly fold: (before: T, matched: readonly number[]) => T;
  /** Whether nothing further can change a result. */
  readonly isFinal: (result: T) => boolean;
};

/** The steps of an automaton for all paths together: 5 to 15 seconds of work. A large project takes some thousands. */
export const MAX_STEPS = 2e8;

/** A folder, what it comes to, and the state behind its slash. */
type Known<T> = { readonly folder: string; readonly result: T; readonly state: State };

const SLASH = 0x2f;

/** Follows paths through patterns; many in a row from the same folder, as a tree has them, take the work for it once. */
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
