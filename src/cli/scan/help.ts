export const HELP = `Usage: heimdall scan PATH|URL [options]
       heimdall --help | --version

Heimdall finds leaked secrets in files and in the history of Git repositories.
\`heimdall scan --help\` lists all options; \`npm start\` runs the server.
`;

export const SCAN_HELP = `Usage: heimdall scan PATH|URL [options]

Finds leaked secrets without a server or a database. They are printed masked.

PATH  A directory or a file. Its files are scanned as they are on disk, without .git. Links are not followed.
      In a Git repository, untracked files are scanned, but not files that Git ignores. The history of HEAD is scanned
      for the files of PATH. Of a bare repository, the files of HEAD are scanned.
URL   The https address of a Git repository. It is fetched into a temporary directory, which is removed afterwards.

  --format FORMAT           table, json or sarif (2.1.0); default: table
  -o, --output FILE         writes the report to FILE instead of standard output
  --fail-on SEVERITY        critical, high, medium, low or none: the lowest severity that makes the exit code 1;
                            default: low, so any finding does
  --min-confidence LEVEL    high, medium or low: findings of lower confidence are counted, but not reported, and do
                            not change the exit code; default: medium
  --no-history              skips the history
  --all-refs                scans the history of all branches and tags, not only of HEAD
  --branch NAME             for a URL, the branch to scan; default: the remote's default branch
  --include-ignored         also scans files that Git ignores
  -q, --quiet               no progress and no summary; the reasons for an incomplete scan are still printed
  -h, --help                prints this text

Files named in .heimdallignore (in the syntax of .gitignore) are skipped. A comment \`heimdall:allow <reason>\` on the
line of a secret, or alone on the line above, suppresses it. The summary on standard error counts both.

HEIMDALL_SCAN_* variables set limits, and HEIMDALL_GIT_ALLOWED_HOSTS allows hosts on private networks. With
HEIMDALL_SECRET_KEY set, a finding has the same fingerprint in every scan; without it, in this scan only.

Exit code:
  0  everything was scanned, and no finding reaches --fail-on
  1  everything was scanned, and at least one finding does
  2  not everything could be scanned, whatever was found; or the command failed
`;
