import { parseArgs } from 'node:util';
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '@/scanner/severity';
import { CommandError } from './target';

export const FORMATS = ['table', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** What `heimdall scan` was asked to do. */
export type ScanArguments = {
  /** A path or a URL. */
  readonly target: string;
  readonly format: Format;
  /** The least severity of which a finding makes the command fail; none makes no finding do so. */
  readonly failOn: Severity | 'none';
  /** Findings of less confidence are counted, but neither told nor a reason to fail. */
  readonly minConfidence: Confidence;
  readonly history: 'head' | 'all' | 'none';
  readonly branch: string | null;
  readonly includeIgnored: boolean;
  /** Where the report goes in place of standard output. */
  readonly output: string | null;
  readonly quiet: boolean;
};

export type Command =
  | { readonly name: 'help'; readonly of: 'heimdall' | 'scan' }
  | { readonly name: 'version' }
  | { readonly name: 'scan'; readonly arguments: ScanArguments };

const SEE_HELP = 'heimdall scan --help tells how it is used.';
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
  output: { type: 'string', short: 'o' },
  quiet: { ...FLAG, short: 'q' },
} as const;

/**
 * Reads the command line, without the names of node and the program.
 * @throws CommandError that names what is wrong
 */
export function readArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === 'scan') return readScan(rest);
  if (name === '--help' || name === '-h') return { name: 'help', of: 'heimdall' };
  if (name === '--version' || name === '-V') return { name: 'version' };
  if (name === undefined)
    throw new CommandError('No command was given. heimdall --help tells which there are.');
  const kind = name.startsWith('-') ? 'option' : 'command';
  throw new CommandError(`There is no ${kind} ${name}. heimdall --help tells which there are.`);
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
    // The first sentence names the option; what follows is about positional arguments.
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
