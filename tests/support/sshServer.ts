import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { newSshKeyPair } from '@/domain/sshKeys';
import { makeRepository } from './gitServer';

export type SshServer = {
  port: number;
  /** The URL of a repository, such as ssh://me@127.0.0.1:1234/tmp/…/normal.git. */
  url: (name: string, host?: string) => string;
  /** As that of a Git server on HTTP. */
  makeRepository: (name: string, stream?: string | Buffer) => string;
  /** Lets this public key in, beside earlier ones. */
  allow: (publicKey: string) => void;
  /** Lets no key in. */
  forbid: () => void;
  /** Starts anew with another host key. Returns its fingerprint. */
  changeHostKey: (type: 'ed25519' | 'rsa') => Promise<string>;
  fingerprint: () => string;
  /** Delays all commands until the returned function is called. */
  hold: () => () => void;
  /** What the server has logged so far. */
  log: () => string;
  stop: () => Promise<void>;
};

/** sshd has to be started by its whole path. */
const SSHD = ['/usr/sbin/sshd', '/usr/bin/sshd', '/opt/homebrew/sbin/sshd'].find(existsSync) ?? 'sshd';
/** Where Debian's sshd separates its privileges; its package leaves it to the system's start. */
const PRIVILEGE_DIR = '/run/sshd';

/** A real OpenSSH server on loopback, for the user who runs the tests. */
export async function startSshServer(): Promise<SshServer> {
  const root = mkdtempSync(path.join(tmpdir(), 'heimdall-sshd-'));
  const [held, allowed, hostKeyFile, config] = ['held', 'allowed', 'host-key', 'sshd_config'].map((name) =>
    path.join(root, name),
  ) as [string, string, string, string];
  const command = path.join(root, 'command');
  const port = await freePort();
  writeFileSync(
    command,
    `#!/bin/sh\nwhile [ -e ${held} ]; do sleep 0.05; done\nexec sh -c "$SSH_ORIGINAL_COMMAND"\n`,
    {
      mode: 0o700,
    },
  );
  writeFileSync(allowed, '');
  writeFileSync(config, configuration({ port, allowed, hostKeyFile, command }));
  if (userInfo().uid === 0) mkdirSync(PRIVILEGE_DIR, { recursive: true, mode: 0o755 });
  let fingerprint = writeHostKey(hostKeyFile, 'ed25519');
  const options = ['-f', config, ...withoutPenalties(config)];
  let logged = '';
  const start = async () => {
    const child = spawn(SSHD, ['-D', '-e', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk) => {
      logged += String(chunk);
    });
    await untilListening(child, port, () => logged);
    return child;
  };
  let child = await start();
  const url = (name: string, host = '127.0.0.1') =>
    `ssh://${userInfo().username}@${host}:${port}${path.join(root, name)}`;
  return {
    port,
    url,
    makeRepository: (name, stream) => makeRepository(path.join(root, name), stream),
    allow: (publicKey) => appendFileSync(allowed, `${publicKey}\n`),
    forbid: () => writeFileSync(allowed, ''),
    fingerprint: () => fingerprint,
    changeHostKey: async (type) => {
      await end(child);
      fingerprint = writeHostKey(hostKeyFile, type);
      child = await start();
      return fingerprint;
    },
    hold: () => {
      writeFileSync(held, '');
      return () => rmSync(held, { force: true });
    },
    log: () => logged,
    stop: async () => {
      await end(child);
      rmSync(root, { recursive: true });
    },
  };
}

type Paths = { port: number; allowed: string; hostKeyFile: string; command: string };

function configuration({ port, allowed, hostKeyFile, command }: Paths): string {
  const lines = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${hostKeyFile}`, `AuthorizedKeysFile ${allowed}`],
    ...['StrictModes no', 'UsePAM no', 'PidFile none', 'PasswordAuthentication no', 'LogLevel VERBOSE'],
    ...['KbdInteractiveAuthentication no', 'PermitRootLogin prohibit-password', 'AcceptEnv GIT_PROTOCOL'],
    ...[`ForceCommand ${command}`, 'MaxStartups 100'],
  ];
  return `${lines.join('\n')}\n`;
}

/** Since OpenSSH 9.8, a server no longer answers addresses that often fail to sign in. Older ones lack the option. */
function withoutPenalties(config: string): string[] {
  const option = ['-o', 'PerSourcePenalties=no'];
  return spawnSync(SSHD, ['-t', '-f', config, ...option]).status === 0 ? option : [];
}

function writeHostKey(file: string, type: 'ed25519' | 'rsa'): string {
  rmSync(file, { force: true });
  const key =
    type === 'ed25519'
      ? newSshKeyPair().privateKey
      : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
          type: 'pkcs1',
          format: 'pem',
        });
  writeFileSync(file, key, { mode: 0o600 });
  return /SHA256:\S+/.exec(execFileSync('ssh-keygen', ['-lf', file], { encoding: 'utf8' }))?.[0] ?? '';
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(child: ChildProcess, port: number, log: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${log()}`);
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'close');
}
