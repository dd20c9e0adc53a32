import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { processesWith, untilGone } from '@tests/support/commandLines';
import { fetchRequest, scratch } from '@tests/support/gitRepositories';
import { commitsOn } from '@tests/support/gitServer';
import { LOOPBACK, sshProbes } from '@tests/support/sshProbes';
import { type SshServer, startSshServer } from '@tests/support/sshServer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchRepository } from '@/git/fetch';
import { type HostKey, removeLostSshRuns } from '@/git/sshDirectory';

/** What ssh takes from its user and gives to others: nothing. */

const room = scratch();
const { directory, runs, key, options, probe } = sshProbes(room.in('ssh'));
let ssh: SshServer;
let url: string;

beforeAll(async () => {
  ssh = await startSshServer();
  ssh.allow(key.publicKey);
  ssh.makeRepository('normal.git', commitsOn('main'));
  url = ssh.url('normal.git');
});
afterAll(async () => {
  await ssh?.stop();
  room.remove();
});

describe('ssh reads nothing of its user', () => {
  const agent = room.in('agent');
  const touched = room.in('touched');
  const VARIABLES = {
    SSH_AUTH_SOCK: agent,
    GIT_SSH_COMMAND: `touch ${touched}`,
    GIT_SSH: '/bin/false',
    SSH_ASKPASS: '/bin/false',
  };
  let asked = 0;
  let server: Server;
  beforeAll(() => {
    server = createServer(() => asked++).listen(agent);
    Object.assign(process.env, VARIABLES);
  });
  afterAll(() => {
    for (const name of Object.keys(VARIABLES)) delete process.env[name];
    server.close();
  });

  it('no agent and no variables', async () => {
    expect(await probe(url)).toMatchObject({ type: 'found' });
    expect([asked, existsSync(touched)]).toEqual([0, false]);
  });

  // ssh finds its user's configuration by the account, not by HOME. One that is there stays as it is.
  const config = path.join(userInfo().homedir, '.ssh', 'config');
  it.skipIf(existsSync(config))('no configuration', async () => {
    const isNew = mkdirSync(path.dirname(config), { recursive: true, mode: 0o700 });
    writeFileSync(config, `Host planted.heimdall.example\n  ProxyCommand touch ${touched}\n`, {
      mode: 0o600,
    });
    try {
      const planted = ssh.url('normal.git', 'planted.heimdall.example');
      expect(await probe(planted)).toMatchObject({ type: 'found' });
      expect(existsSync(touched)).toBe(false);
      // Without Heimdall's options, ssh reads it.
      const plain = spawn('ssh', ['-o', 'BatchMode=yes', 'planted.heimdall.example'], { stdio: 'ignore' });
      await once(plain, 'close');
      expect(existsSync(touched)).toBe(true);
    } finally {
      rmSync(isNew ?? config, { recursive: true });
    }
  });

  it('and a path of the URL is no command', async () => {
    const file = room.in('injected');
    const names = [`x';touch ${file};'.git`, `$(touch ${file})`, '`touch%20x`', `..;touch\${IFS}${file}`];
    for (const name of names) {
      expect(await probe(url.replace('normal.git', name)), name).toMatchObject({ type: 'refused' });
    }
    expect(existsSync(file)).toBe(false);
  });
});

/** The beginning of ssh's command line. */
const SSH = 'ssh\0-F\0config\0-E\0log';
const isConnecting = () => processesWith(SSH, String(ssh.port)).length > 0;

describe('the private key', () => {
  it('is in no argument and no environment during a fetch, and in one file of its user alone', async () => {
    let release: (() => void) | undefined;
    // The host answers the probe, and lets the fetch wait.
    const pin = async (shown: HostKey) => {
      release = ssh.hold();
      return shown;
    };
    const request = fetchRequest(url, room.in('fetched.git'), { ssh: options({ pin }) });
    const fetching = fetchRepository(request);
    await untilShown(() => release !== undefined && isConnecting());
    const [run = ''] = runs();
    // The line with the key itself; those before have what is public.
    const secret = key.privateKey.split('\n')[4] ?? '';
    const holders = readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid))
      .filter((pid) =>
        ['cmdline', 'environ'].some((file) => contentsOf(`/proc/${pid}/${file}`).includes(secret)),
      );
    expect(secret.length).toBeGreaterThan(50);
    expect(holders).toEqual([]);
    const at = path.join(directory, run);
    expect(readFileSync(path.join(at, 'key'), 'utf8')).toContain(secret);
    const modes = [directory, at, path.join(at, 'key')].map((file) =>
      (statSync(file).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(['700', '700', '600']);
    release?.();
    expect(await fetching).toMatchObject({ type: 'fetched' });
  });

  it('is removed with its process, and what both left is removed later', async () => {
    const release = ssh.hold();
    const script = `
      const { probeRemote } = await import(${JSON.stringify(path.resolve('src/git/probe.ts'))});
      const [url, ssh, policy] = process.argv.slice(1).map((text) => text[0] === '{' ? JSON.parse(text) : text);
      const resolve = async () => ['127.0.0.1'];
      const searchPath = process.env.PATH;
      await probeRemote(url, null, { ssh, policy, resolve, searchPath, timeoutMs: 60000 });
    `;
    const given = [url, JSON.stringify(options()), JSON.stringify(LOOPBACK.policy)];
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script, ...given];
    const worker = spawn(process.execPath, args, { stdio: 'inherit' });
    await untilShown(isConnecting);
    worker.kill('SIGKILL');
    await untilShown(() => runs().length === 0);
    release();
    expect(await untilGone(SSH, 5_000)).toBe(0);

    const left = path.join(directory, 'run-left');
    mkdirSync(left);
    await removeLostSshRuns(directory, 60_000);
    expect(existsSync(left)).toBe(true);
    await removeLostSshRuns(directory, 0);
    expect(existsSync(left)).toBe(false);
    await removeLostSshRuns(room.in('no such directory'), 0);
  });
});

function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The process has ended.
    return '';
  }
}

async function untilShown(isShown: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isShown()) {
    if (Date.now() > end) throw new Error('not shown in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
