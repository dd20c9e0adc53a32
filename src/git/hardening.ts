/** A transfer slower than this is ended, in bytes per second. */
const LOW_SPEED = 1000;
/** How long a transfer may stay below that, in seconds. */
export const LOW_SPEED_SECONDS = 30;

/**
 * Configuration under which a hostile remote or repository can run nothing, redirect nowhere and ask nobody.
 * Source: git-config(1), git(1).
 */
export const HARDENING: readonly string[] = settings(
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.symlinks=false',
  'credential.helper=',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.followRedirects=false',
  `http.lowSpeedLimit=${LOW_SPEED}`,
  `http.lowSpeedTime=${LOW_SPEED_SECONDS}`,
  'http.proxy=',
  'protocol.allow=never',
  'protocol.http.allow=always',
  'protocol.https.allow=always',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'transfer.fsckObjects=true',
);

/**
 * Arguments that open a repository on disk as bare, whatever it says of itself: no work tree, so no attributes, filters
 * or modules of one. Since git 2.43 a bare repository takes attributes from HEAD, with which it could hide files from
 * a diff; a tree that does not exist counts as an empty one. A commit-graph could name fewer parents than the commits
 * do. Packs are mapped in small windows, so that limits on memory leave room.
 * Source: git-config(1), attr.tree, core.commitGraph and core.packedGitWindowSize.
 */
export function openingArguments(gitDir: string): string[] {
  return [
    `--git-dir=${gitDir}`,
    '--bare',
    '--no-pager',
    ...settings(
      'attr.tree=refs/heimdall/none',
      'core.attributesFile=/dev/null',
      'core.commitGraph=false',
      'core.packedGitLimit=512m',
      'core.packedGitWindowSize=32m',
    ),
  ];
}

/**
 * git inherits nothing: no configuration, no credentials, no proxy, no way to ask a person. Nothing stands for objects
 * that it is not: no grafts, no replacements.
 * @param isOnline whether this run is to speak to a remote; another could be sent to one for objects that are missing
 */
export function environment(searchPath: string, isOnline: boolean): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    PATH: searchPath,
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/true',
    GIT_SSH_COMMAND: '/bin/false',
    GIT_ALLOW_PROTOCOL: isOnline ? 'http:https' : 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_OPTIONAL_LOCKS: '0',
  };
}

/** Each `name=value` as git takes it on its command line. */
export function settings(...pairs: string[]): string[] {
  return pairs.flatMap((pair) => ['-c', pair]);
}
