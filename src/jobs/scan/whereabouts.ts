/** A secret comes into a file, or a commit takes it out. */
export type SecretMove = {
  readonly digest: string;
  readonly path: string;
  /** Null where it comes in. */
  readonly removedBy: string | null;
  /** Whether it is allowed there and wherever it was before. */
  readonly isAllowed?: boolean;
};

/** Follows secrets through a history that is read from its beginning: which files hold each, and what took it out. */
export type Whereabouts = {
  /**
   * A commit brings a secret into a file.
   * @param isAllowed whether a comment or the allow-list covers it there
   * @returns whether it is the first time that this secret is seen, or that it is seen and not allowed
   */
  readonly add: (digest: string, path: string, isAllowed?: boolean) => boolean;
  /** A commit takes a secret out of a file. */
  readonly remove: (digest: string, path: string, commit: string) => void;
  /** A commit takes a file away. */
  readonly removeAll: (path: string, commit: string) => void;
  /** Repeats what another one has reported. */
  readonly apply: (moves: readonly SecretMove[]) => void;
  /** Whether any secret is known to be in this file. */
  readonly isWatched: (path: string) => boolean;
  /** The secrets that no file holds any more, with the commit that took each out of the last one. */
  readonly removed: () => { digest: string; commit: string }[];
  /** The moves that lead to where all secrets are now. */
  readonly state: () => SecretMove[];
  /** Whether there were too many secrets and files to follow all: those beyond count as seen, and never as gone. */
  readonly isFull: () => boolean;
};

/** `isOpen`: not all files that hold it are known. */
type Track = { readonly paths: Set<string>; removedBy: string | null; isOpen: boolean; isAllowed: boolean };

/** Bytes of memory for all that is followed; each path takes its length and this much more. */
const MAX_BYTES = 32 * 1024 * 1024;
const BYTES_EACH = 256;

/**
 * @param known what happened before the history that is read begins
 * @param onMove receives whatever changes after that
 */
export function createWhereabouts(
  known: readonly SecretMove[],
  onMove: (move: SecretMove) => void = () => {},
): Whereabouts {
  const tracks = new Map<string, Track>();
  const inFile = new Map<string, Set<string>>();
  let report: typeof onMove = () => {};
  let bytes = 0;
  let isFull = false;

  const enter = (digest: string, path: string, track: Track | undefined, isAllowed: boolean) => {
    bytes += path.length + BYTES_EACH;
    if (track) {
      track.paths.add(path);
      track.removedBy = null;
    } else tracks.set(digest, { paths: new Set([path]), removedBy: null, isOpen: false, isAllowed });
    const digests = inFile.get(path);
    if (digests) digests.add(digest);
    else inFile.set(path, new Set([digest]));
  };
  const put = (digest: string, path: string, isAllowed = false): boolean => {
    const track = tracks.get(digest);
    const isNews = track === undefined || (track.isAllowed && !isAllowed);
    if (track) track.isAllowed &&= isAllowed;
    if (track?.paths.has(path)) {
      if (isNews) report({ digest, path, removedBy: null, isAllowed });
      return isNews;
    }
    if (bytes > MAX_BYTES) {
      isFull = true;
      if (track) track.isOpen = true;
      report({ digest, path, removedBy: null });
      return false;
    }
    enter(digest, path, track, isAllowed);
    report({ digest, path, removedBy: null, isAllowed });
    return isNews;
  };
  const remove = (digest: string, path: string, commit: string) => {
    const track = tracks.get(digest);
    if (!track?.paths.delete(path)) return;
    inFile.get(path)?.delete(digest);
    if (track.paths.size === 0 && !track.isOpen) track.removedBy = commit;
    report({ digest, path, removedBy: commit });
  };
  const apply = (moves: readonly SecretMove[]) => {
    for (const { digest, path, removedBy, isAllowed } of moves) {
      if (removedBy === null) put(digest, path, isAllowed);
      else remove(digest, path, removedBy);
    }
  };

  apply(known);
  report = onMove;

  return {
    add: put,
    remove,
    removeAll: (path, commit) => {
      for (const digest of [...(inFile.get(path) ?? [])]) remove(digest, path, commit);
    },
    apply,
    isWatched: (path) => (inFile.get(path)?.size ?? 0) > 0,
    removed: () =>
      [...tracks].flatMap(([digest, { removedBy }]) => (removedBy ? [{ digest, commit: removedBy }] : [])),
    isFull: () => isFull,
    state: () => [...tracks].flatMap(([digest, track]) => movesOf(digest, track)),
  };
}

function movesOf(digest: string, { paths, removedBy, isAllowed }: Track): SecretMove[] {
  if (paths.size > 0) return [...paths].map((path) => ({ digest, path, removedBy: null, isAllowed }));
  return [null, removedBy].map((by) => ({ digest, path: '', removedBy: by, isAllowed }));
}
