import { readArguments } from '@/cli/scan/arguments';
import { scanCommand } from '@/cli/scan/command';
import { scanLimits } from '@/cli/scanLimits';
import { ENGINES } from '@/engines/registry';
import { parseScanEnv, searchPath } from '@/server/env';
import { deriveKey } from '@/server/keys';
import type { Ended } from './commandLine';
import { engineProgram } from './programs';

/** `heimdall scan` of files in this process, which has its rules loaded. Its engines are processes all the same. */
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
  const scanEnv = parseScanEnv(env);
  const { HEIMDALL_SECRET_KEY: key } = scanEnv;
  const code = await scanCommand(command.arguments, {
    settings: {
      limits: scanLimits(scanEnv),
      policy: { allowPrivate: false, allowedHosts: [] },
      searchPath: searchPath(),
      processes: scanEnv.HEIMDALL_SCAN_PROCESSES,
      digestKey: key === undefined ? null : deriveKey(key, 'findings'),
    },
    version: '0.0.0',
    signal: new AbortController().signal,
    stdout: output('stdout'),
    stderr: output('stderr'),
    engines: { all: ENGINES, main: await engineProgram() },
  });
  return { code, ...printed };
}
