export const HELP = `Usage: heimdall scan PATH|URL [options]
       heimdall --help | --version

Heimdall finds leaked secrets in files and in the history of Git repositories.
\`heimdall scan --help\` tells all options; \`npm start\` runs the server.
`;

export const SCAN_HELP = `Usage: heimdall scan PATH|URL [options]

Looks for leaked secrets, in this process: no server, no database. What is found is printed without its value.

PATH  A directory or a file. Its files are scanned as they are on disk, links not followed, .git left out.
      In a Git repository, untracked files are part of it, but not what Git ignores, and so is the history of HEAD
      as far as it concerns PATH. Of a bare repository, the files are those of HEAD.
URL   The https address of a Git repository. It is fetched into a temporary directory, which is removed again.

  --format FORMAT           table, json or sarif (2.1.0); default: table
  -o, --output FILE         writes the report to FILE instead of standard output
  --fail-on SEVERITY        critical, high, medium, low or none: the least severity that makes the exit code 1;
                            default: low, so any finding does
  --min-confidence LEVEL    high, medium or low: findings of less confidence are counted, but neither told nor a
                            reason to fail; default: medium
  --no-history              leaves the history out
  --all-refs                reads the history of all branches and tags, not of HEAD alone
  --branch NAME             of a URL, the branch to scan; default: the remote's own
  --include-ignored         looks through what Git ignores, too
  -q, --quiet               no progress and no summary; what makes the scan incomplete is still told
  -h, --help                this text

Files named in .heimdallignore (written as .gitignore is) are left out. A comment \`heimdall:allow <reason>\` on the
line of a secret, or alone on the line above, allows it. Both are counted in the summary on standard error.

Limits are set by HEIMDALL_SCAN_* variables, hosts on private networks opened by HEIMDALL_GIT_ALLOWED_HOSTS. With
HEIMDALL_SECRET_KEY set, a finding has the same fingerprint in every scan; without, in one alone.

Exit code:
  0  everything was scanned, and no finding reaches --fail-on
  1  everything was scanned, and some finding does
  2  not everything could be scanned, whatever was found; or the command could not be done at all
`;
