import { parseArgs } from 'node:util';
import { CommandError } from '../scan/target';

/** The arguments of `heimdall import`. */
export type ImportArguments = {
  /** A file, or `-` for standard input. */
  readonly file: string;
  /** The address of the server, without a slash at its end. */
  readonly to: string;
  /** The id or the remote URL of the repository; null for the remote of the current directory. */
  readonly repo: string | null;
  readonly waits: boolean;
};

const SEE_HELP = 'See heimdall import --help.';
const OPTIONS = {
  help: { type: 'boolean', default: false, short: 'h' },
  to: { type: 'string' },
  repo: { type: 'string' },
  'no-wait': { type: 'boolean', default: false },
} as const;

/**
 * Parses the arguments behind `heimdall import`.
 * @throws CommandError that names what is wrong
 */
export function readImport(args: string[]): ImportArguments | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (!file) throw new CommandError(`No FILE was given. ${SEE_HELP}`);
  if (others.length > 0) throw new CommandError('One FILE is imported at a time; several were given.');
  if (values.to === undefined) throw new CommandError(`--to is required: the URL of the server. ${SEE_HELP}`);
  return { file, to: serverUrl(values.to), repo: values.repo ?? null, waits: !values['no-wait'] };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [reason = ''] = error.message.split(/\. |\n/);
    throw new CommandError(`${reason.replace(/\.$/, '')}. ${SEE_HELP}`);
  }
}

function serverUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new CommandError(
      `--to must be an http or https URL, such as https://heimdall.example.com, not ${given}.`,
    );
  }
  return `${url.origin}${url.pathname === '/' ? '' : url.pathname}`;
}

export const IMPORT_HELP = `Usage: heimdall import FILE --to URL [options]

Sends the results of another tool to a server, which records them as findings of a repository. They replace those that
the same tool reported before, in the same category: what is no longer reported is closed.

FILE  SARIF 2.1.0, as JSON or packed by gzip, up to 100 MiB; - for standard input.

  --to URL         the address of the server
  --repo ID|URL    the repository, by its id or its remote URL; default: the remote "origin" of the current directory
  --no-wait        ends once the server has the file, without its results
  -h, --help       prints this text

HEIMDALL_TOKEN has an API token with the scopes repos:read, scans:read and scans:write.

Exit code:
  0  everything was imported, or with --no-wait: the file was accepted
  2  not everything could be imported; or the command failed
`;
