import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';
import { CommandError } from './target';

const scan = (...args: string[]) => readArguments(['scan', ...args]);

describe('the command line', () => {
  it('accepts a target, and by default fails for any finding of medium confidence, history included', () => {
    expect(scan('.')).toEqual({
      name: 'scan',
      arguments: {
        target: '.',
        format: 'table',
        failOn: 'low',
        minConfidence: 'medium',
        history: 'head',
        branch: null,
        includeIgnored: false,
        advisories: [],
        output: null,
        quiet: false,
      },
    });
  });

  it('accepts options before and after the target, with and without an equals sign', () => {
    expect(scan('--format=json', 'src', '--fail-on', 'high', '-q', '-o', 'report.json')).toMatchObject({
      arguments: { target: 'src', format: 'json', failOn: 'high', quiet: true, output: 'report.json' },
    });
  });

  it.each([
    ['head', []],
    ['all', ['--all-refs']],
    ['none', ['--no-history']],
  ] as const)('reads %s of the history with %j', (history, options) => {
    expect(scan('.', ...options)).toMatchObject({ arguments: { history } });
  });

  it('accepts any text after -- as the target', () => {
    expect(scan('--', '--odd')).toMatchObject({ arguments: { target: '--odd' } });
  });

  it('accepts help and version', () => {
    expect(readArguments(['--help'])).toEqual({ name: 'help', of: 'heimdall' });
    expect(scan('--help')).toEqual({ name: 'help', of: 'scan' });
    expect(readArguments(['--version'])).toEqual({ name: 'version' });
  });

  it.each([
    [[], 'No command was given'],
    [['look'], 'no command look'],
    [['--odd'], 'no option --odd'],
    [['scan'], 'No PATH or URL was given'],
    [['scan', ''], 'No PATH or URL was given'],
    [['scan', 'a', 'b'], 'One PATH or URL'],
    [['scan', '.', '--odd'], "Unknown option '--odd'"],
    [
      ['scan', '.', '--format', 'xml'],
      '--format must be one of table, json, sarif, cyclonedx, spdx, not xml',
    ],
    [
      ['scan', '.', '--fail-on=severe'],
      '--fail-on must be one of critical, high, medium, low, none, not severe',
    ],
    [['scan', '.', '--min-confidence=all'], '--min-confidence must be one of high, medium, low, not all'],
    [['scan', '.', '--format'], 'argument missing'],
    [['scan', '.', '--quiet=yes'], 'does not take an argument'],
    [['scan', '.', '--no-history', '--all-refs'], 'exclude each other'],
  ])('says of %j what is wrong with it', (args, message) => {
    expect(() => readArguments(args)).toThrow(CommandError);
    expect(() => readArguments(args)).toThrow(message);
  });

  it('names one problem, in one line', () => {
    expect(() => scan('.', '-x')).toThrow(/^[^\n]{10,100}\. See heimdall scan --help\.$/);
  });
});
