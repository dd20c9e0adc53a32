import { parseArgs } from 'node:util';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '@/engines/engine';
import { type ImportArguments, readImport } from '../import/arguments';
import { CommandError } from './target';

export const FORMATS = ['table', 'json', 'sarif', 'cyclonedx', 'spdx'] as const;
export type Format = (typeof FORMATS)[number];

/** The arguments of `heimdall scan`. */
export type ScanArguments = {
  /** A path or a URL. */
  readonly target: string;
  readonly format: Format;
  /** The lowest severity that makes the command fail; none: no finding does. */
  readonly failOn: Severity | 'none';
  /** Findings of lower confidence are counted, but not reported, and do not make the command fail. */
  readonly minConfidence: Confidence;
  readonly history: 'head' | 'all' | 'none';
  readonly branch: string | null;
  readonly includeIgnored: boolean;
  /** Files or directories of advisories; without any, packages are not checked. */
  readonly advisories: readonly string[];
  /** The file of the report; null for standard output. */
  readonly output: string | null;
  readonly quiet: boolean;
};

export type Command =
  | { readonly name: 'help'; readonly of: 'heimdall' | 'scan' | 'import' }
  | { readonly name: 'version' }
  | { readonly name: 'scan'; readonly arguments: ScanArguments }
  | { readonly name: 'import'; readonly arguments: ImportArguments };

const SEE_HELP = 'See heimdall scan --help.';
const FLAG = { type: 'boolean', default: false } as const;
const OPTIONS = {
  help: { ...FLAG, short: 'h' },
  format: { type: 'string', default: 'table' },
  'fail-on': { type: 'string', default: 'low' },
  'min-confidence': { type: 'string', default: 'medium' },
  'no-history': FLAG,
  'all-refs': FLAG,
  branch: { type: 'string' },
  'include-ignored': FLAG,
  advisories: { type: 'string', multiple: true },
  output: { type: 'string', short: 'o' },
  quiet: { ...FLAG, short: 'q' },
} as const;

/**
 * Parses the command line, without the names of node and the program.
 * @throws CommandError that names what is wrong
 */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === 'scan') return readScan(rest);
  if (name === 'import') {
    const read = readImport(rest);
    return read === 'help' ? { name: 'help', of: 'import' } : { name: 'import', arguments: read };
  }
  if (name === '--help' || name === '-h') return { name: 'help', of: 'heimdall' };
  if (name === '--version' || name === '-V') return { name: 'version' };
  if (name === undefined) throw new CommandError('No command was given. See heimdall --help.');
  const kind = name.startsWith('-') ? 'option' : 'command';
  throw new CommandError(`There is no ${kind} ${name}. See heimdall --help.`);
}

function readScan(args: string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help', of: 'scan' };
  const [target, ...others] = positionals;
  if (!target) throw new CommandError(`No PATH or URL was given. ${SEE_HELP}`);
  if (others.length > 0) throw new CommandError('One PATH or URL is scanned at a time; several were given.');
  if (values['no-history'] && values['all-refs']) {
    throw new CommandError('--no-history and --all-refs exclude each other.');
  }
  return {
    name: 'scan',
    arguments: {
      target,
      format: oneOf('--format', values.format, FORMATS),
      failOn: oneOf('--fail-on', values['fail-on'], [...SEVERITIES, 'none']),
      minConfidence: oneOf('--min-confidence', values['min-confidence'], CONFIDENCES),
      history: values['no-history'] ? 'none' : values['all-refs'] ? 'all' : 'head',
      branch: values.branch ?? null,
      includeIgnored: values['include-ignored'],
      advisories: values.advisories ?? [],
      output: values.output ?? null,
      quiet: values.quiet,
    },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // The first sentence names the option; the others explain positional arguments.
    const [reason = ''] = error.message.split(/\. |\n/);
    throw new CommandError(`${reason.replace(/\.$/, '')}. ${SEE_HELP}`);
  }
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((it) => it === value);
  if (choice === undefined)
    throw new CommandError(`${option} must be one of ${choices.join(', ')}, not ${value}.`);
  return choice;
}

export const HELP = `Usage: heimdall scan PATH|URL [options]
       heimdall import FILE --to URL [options]
       heimdall advisories import SOURCE...
       heimdall rotate-key
       heimdall sign-in-link EMAIL
       heimdall --help | --version

Heimdall finds leaked secrets in files and in the history of Git repositories, and vulnerable dependencies in lock files.
It imports what other tools find.
\`heimdall scan --help\` and \`heimdall import --help\` list all options; \`npm start\` runs the server.
\`heimdall advisories import\` stores advisories about packages in the server's database; see its own --help.
\`heimdall rotate-key\` encrypts all stored tokens with a new secret key, while the server is stopped.
\`heimdall sign-in-link EMAIL\` makes a one-time link for a user who can't sign in.
`;

export const SCAN_HELP = `Usage: heimdall scan PATH|URL [options]

Finds leaked secrets and vulnerable dependencies without a server or a database. Secrets are printed masked.

PATH  A directory or a file. Its files are scanned as they are on disk, without .git. Links are not followed.
      In a Git repository, untracked files are scanned, but not files that Git ignores. The history of HEAD is scanned
      for the files of PATH. Of a bare repository, the files of HEAD are scanned.
URL   The https address of a Git repository. It is fetched into a temporary directory, which is removed afterwards.

  --format FORMAT           table, json or sarif (2.1.0); or a bill of materials: cyclonedx (1.6) or spdx (2.3);
                            default: table
  -o, --output FILE         writes the report to FILE instead of standard output
  --fail-on SEVERITY        critical, high, medium, low or none: the lowest severity that makes the exit code 1;
                            default: low, so any finding does
  --min-confidence LEVEL    high, medium or low: findings of lower confidence are counted, but not reported, and do
                            not change the exit code; default: medium
  --no-history              skips the history
  --all-refs                scans the history of all branches and tags, not only of HEAD
  --advisories PATH         compares the packages that lock files name with these advisories, offline: a zip, a
                            directory or a file in the form of OSV. May be given several times. Without it, packages
                            are listed as not checked, which alone does not make the scan incomplete
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
