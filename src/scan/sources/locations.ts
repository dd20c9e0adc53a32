/** A secret is added to a file, or a commit removes it. */
export type SecretMove = {
  readonly identity: string;
  readonly path: string;
  /** Null if it is added. */
  readonly removedBy: string | null;
  /** Whether it is allowed there and in all locations before. */
  readonly isAllowed?: boolean;
};

/** Tracks secrets through a history that is read from its beginning: the files of each, and what removed it. */
export type SecretLocations = {
  /**
   * A commit adds a secret to a file.
   * @param isAllowed whether a comment or the allow-list covers it there
   * @returns whether this is the secret's first occurrence, or the first one that is not allowed
   */
  readonly add: (identity: string, path: string, isAllowed?: boolean) => boolean;
  /** A commit removes a secret from a file. */
  readonly remove: (identity: string, path: string, commit: string) => void;
  /** A commit deletes a file. */
  readonly removeAll: (path: string, commit: string) => void;
  /** Repeats the moves that another tracker has reported. */
  readonly apply: (moves: readonly SecretMove[]) => void;
  /** Whether any secret is known to be in this file. */
  readonly isWatched: (path: string) => boolean;
  /** The secrets that no file holds any more, with the commit that removed each from its last file. */
  readonly removed: () => { identity: string; commit: string }[];
  /** Moves that lead to the current locations of all secrets. */
  readonly state: () => SecretMove[];
  /** Whether there were too many locations to track. The secrets of those beyond never count as new or as removed. */
  readonly isFull: () => boolean;
};

/** `isOpen`: some files that hold the secret are not tracked. */
type Track = { readonly paths: Set<string>; removedBy: string | null; isOpen: boolean; isAllowed: boolean };

/** Bytes of memory for all locations. Each takes the length of its path and BYTES_EACH. */
const MAX_BYTES = 32 * 1024 * 1024;
const BYTES_EACH = 256;

/**
 * @param known the moves before the history that is read
 * @param onMove receives every move after that
 */
export function trackLocations(
  known: readonly SecretMove[],
  onMove: (move: SecretMove) => void = () => {},
): SecretLocations {
  const tracks = new Map<string, Track>();
  const inFile = new Map<string, Set<string>>();
  let report: typeof onMove = () => {};
  let bytes = 0;
  let isFull = false;

  const enter = (identity: string, path: string, track: Track | undefined, isAllowed: boolean) => {
    bytes += path.length + BYTES_EACH;
    if (track) {
      track.paths.add(path);
      track.removedBy = null;
    } else tracks.set(identity, { paths: new Set([path]), removedBy: null, isOpen: false, isAllowed });
    const identities = inFile.get(path);
    if (identities) identities.add(identity);
    else inFile.set(path, new Set([identity]));
  };
  const add = (identity: string, path: string, isAllowed = false): boolean => {
    const track = tracks.get(identity);
    const isNew = track === undefined || (track.isAllowed && !isAllowed);
    if (track) track.isAllowed &&= isAllowed;
    if (track?.paths.has(path)) {
      if (isNew) report({ identity, path, removedBy: null, isAllowed });
      return isNew;
    }
    if (bytes > MAX_BYTES) {
      isFull = true;
      if (track) track.isOpen = true;
      report({ identity, path, removedBy: null });
      return false;
    }
    enter(identity, path, track, isAllowed);
    report({ identity, path, removedBy: null, isAllowed });
    return isNew;
  };
  const remove = (identity: string, path: string, commit: string) => {
    const track = tracks.get(identity);
    if (!track?.paths.delete(path)) return;
    inFile.get(path)?.delete(identity);
    if (track.paths.size === 0 && !track.isOpen) track.removedBy = commit;
    report({ identity, path, removedBy: commit });
  };
  const apply = (moves: readonly SecretMove[]) => {
    for (const { identity, path, removedBy, isAllowed } of moves) {
      if (removedBy === null) add(identity, path, isAllowed);
      else remove(identity, path, removedBy);
    }
  };

  apply(known);
  report = onMove;

  return {
    add,
    remove,
    removeAll: (path, commit) => {
      for (const identity of [...(inFile.get(path) ?? [])]) remove(identity, path, commit);
    },
    apply,
    isWatched: (path) => (inFile.get(path)?.size ?? 0) > 0,
    removed: () =>
      [...tracks].flatMap(([identity, { removedBy }]) =>
        removedBy ? [{ identity, commit: removedBy }] : [],
      ),
    isFull: () => isFull,
    state: () => [...tracks].flatMap(([identity, track]) => movesOf(identity, track)),
  };
}

function movesOf(identity: string, { paths, removedBy, isAllowed }: Track): SecretMove[] {
  if (paths.size > 0) return [...paths].map((path) => ({ identity, path, removedBy: null, isAllowed }));
  return [null, removedBy].map((by) => ({ identity, path: '', removedBy: by, isAllowed }));
}
