/** Follows secrets through a history that is read from its beginning: which files hold each, and what took it out. */
export type Whereabouts = {
  /** A commit brings a secret into a file. @returns whether it is the first time that this secret is seen */
  readonly add: (digest: string, path: string) => boolean;
  /** A commit takes a secret out of a file. */
  readonly remove: (digest: string, path: string, commit: string) => void;
  /** A commit takes a file away. */
  readonly removeAll: (path: string, commit: string) => void;
  /** Whether any secret is known to be in this file. */
  readonly isWatched: (path: string) => boolean;
  /** The secrets that no file holds any more, with the commit that took each out of the last one. */
  readonly removed: () => { digest: string; commit: string }[];
};

type Track = { readonly paths: Set<string>; removedBy: string | null };

/** @param known secrets that are in files before the history that is read begins */
export function createWhereabouts(
  known: readonly { readonly digest: string; readonly path: string }[],
): Whereabouts {
  const tracks = new Map<string, Track>();
  const inFile = new Map<string, Set<string>>();

  const put = (digest: string, path: string): boolean => {
    const track = tracks.get(digest);
    if (track) {
      track.paths.add(path);
      track.removedBy = null;
    } else tracks.set(digest, { paths: new Set([path]), removedBy: null });
    const digests = inFile.get(path);
    if (digests) digests.add(digest);
    else inFile.set(path, new Set([digest]));
    return track === undefined;
  };
  const remove = (digest: string, path: string, commit: string) => {
    const track = tracks.get(digest);
    if (!track?.paths.delete(path)) return;
    inFile.get(path)?.delete(digest);
    if (track.paths.size === 0) track.removedBy = commit;
  };

  for (const { digest, path } of known) put(digest, path);

  return {
    add: put,
    remove,
    removeAll: (path, commit) => {
      for (const digest of [...(inFile.get(path) ?? [])]) remove(digest, path, commit);
    },
    isWatched: (path) => (inFile.get(path)?.size ?? 0) > 0,
    removed: () =>
      [...tracks].flatMap(([digest, { removedBy }]) => (removedBy ? [{ digest, commit: removedBy }] : [])),
  };
}
