/** The minimum speed of a transfer, in bytes per second. */
export const LOW_SPEED = 1000;
/** How long a transfer may stay below the minimum speed before it is ended, in seconds. */
export const LOW_SPEED_SECONDS = 30;

/**
 * Configuration under which a hostile remote or repository can't run programs, redirect or prompt.
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
 * Arguments that open a repository on disk as bare, whatever its own configuration says. A bare repository has no work
 * tree, so none of a work tree's attributes, filters or modules apply.
 * Since git 2.43 a bare repository reads attributes from HEAD, which could hide files from a diff. A tree that does not
 * exist counts as empty. A commit-graph could list fewer parents than the commits do. Packs are mapped in small
 * windows, so that they fit the memory limits.
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

/** By what a run of git connects to a remote. The directory is that of sshDirectory.ts. */
export type Online = { by: 'http' } | { by: 'ssh'; directory: string };

/** The files of that directory: all that ssh reads, and its log. */
export const SSH_FILES = { config: 'config', key: 'key', knownHosts: 'known_hosts', log: 'log' } as const;

/**
 * The shell command by which git starts ssh. It runs in its directory, so that its configuration needs no paths.
 * ssh then reads neither the user's nor the system's configuration. Its log holds no output of the host.
 */
function sshCommand(directory: string): string {
  return `cd ${quote(directory)} && exec ssh -F ${SSH_FILES.config} -E ${SSH_FILES.log}`;
}

/** Quotes a text for a shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const PROTOCOLS = { http: 'http:https', ssh: 'ssh' };

/**
 * The environment of git, which inherits nothing: no configuration, no credentials, no proxy and no prompt. Grafts and
 * replacements are off, so that no object is shown in place of another.
 * @param online by what this run may connect to a remote; others must not, not even for missing objects
 */
export function environment(searchPath: string, online: Online | undefined): NodeJS.ProcessEnv {
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
    GIT_SSH_COMMAND: online?.by === 'ssh' ? sshCommand(online.directory) : '/bin/false',
    // Else git would run the command once more, to find out what it is.
    GIT_SSH_VARIANT: 'ssh',
    // It comes before the protocols of the configuration.
    GIT_ALLOW_PROTOCOL: online ? PROTOCOLS[online.by] : 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null/none',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_OPTIONAL_LOCKS: '0',
  };
}

/** Turns each `name=value` into git's command-line arguments. */
export function settings(...pairs: string[]): string[] {
  return pairs.flatMap((pair) => ['-c', pair]);
}
