import { settingsFrom } from '@/cli/heimdall';
import { readArguments } from '@/cli/scan/arguments';
import { scanCommand } from '@/cli/scan/command';
import { ENGINES } from '@/engines/registry';
import { parseScanEnv } from '@/server/env';
import type { Ended } from './commandLine';
import { engineProgram } from './programs';

/** `heimdall scan` in this process, which has its rules loaded already. Its engines are processes all the same. */
export async function scanHere(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Omit<Ended, 'signal'>> {
  const command = readArguments(['scan', ...args]);
  if (command.name !== 'scan') throw new Error(`not a scan: ${args.join(' ')}`);
  const printed = { stdout: '', stderr: '' };
  const output = (name: keyof typeof printed) => ({
    write: (text: unknown) => {
      printed[name] += String(text);
      return true;
    },
  });
  const code = await scanCommand(command.arguments, {
    settings: settingsFrom(parseScanEnv(env)),
    version: '0.0.0',
    signal: new AbortController().signal,
    stdout: output('stdout'),
    stderr: output('stderr'),
    engines: { all: ENGINES, main: await engineProgram() },
  });
  return { code, ...printed };
}
