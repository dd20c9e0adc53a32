import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenCredential, openCredential, removeLostCredentials } from './credential';

const SECRET = `p%s "$HOME" $(id) \\n 'x' =`;
let opened: OpenCredential | undefined;
afterEach(() => opened?.remove());

const open = async (origin = 'https://git.example.com') => {
  opened = await openCredential({ origin, username: 'ana', password: SECRET });
  return opened;
};

/** Runs the helper as Git does: by the shell, with the action as one more argument. */
function ask({ helper }: OpenCredential, question: string, action = 'get'): string {
  const command = `${helper.replace(/^!/, '')} ${action}`;
  return execFileSync('/bin/sh', ['-c', command], {
    input: question,
    encoding: 'utf8',
    env: { NODE_ENV: 'test', PATH: '' },
  });
}

describe('the helper', () => {
  it('answers for its own origin, with the secret as it is', async () => {
    const credential = await open('http://git.example.com:8080');
    expect(credential.wasAsked()).toBe(false);
    const question =
      'capability[]=authtype\nprotocol=http\nhost=git.example.com:8080\nwwwauth[]=Basic realm="x"\n';
    expect(ask(credential, question)).toBe(`username=ana\npassword=${SECRET}\n`);
    expect(credential.wasAsked()).toBe(true);
  });

  it.each([
    ['another host', 'protocol=https\nhost=evil.example.com\n'],
    ['another port', 'protocol=https\nhost=git.example.com:8443\n'],
    ['http', 'protocol=http\nhost=git.example.com\n'],
    ['a longer name', 'protocol=https\nhost=git.example.com.evil.example.com\n'],
    ['a pattern', 'protocol=https\nhost=*\n'],
    ['nothing', ''],
  ])('says nothing to a question of %s', async (_, question) => {
    const credential = await open();
    expect(ask(credential, question)).toBe('');
    expect(credential.wasAsked()).toBe(false);
  });

  it('stores and erases nothing', async () => {
    const credential = await open();
    const question = 'protocol=https\nhost=git.example.com\nusername=x\npassword=y\n';
    expect([ask(credential, question, 'store'), ask(credential, question, 'erase')]).toEqual(['', '']);
  });
});

const directories = () => readdirSync(tmpdir()).filter((name) => name.startsWith('heimdall-credential-'));

it('its files are readable by their owner alone, and are removed', async () => {
  const before = directories();
  const credential = await open();
  const [made = ''] = directories().filter((name) => !before.includes(name));
  const modeOf = (...parts: string[]) => statSync(path.join(tmpdir(), made, ...parts)).mode & 0o777;
  expect([modeOf(), modeOf('answer'), modeOf('helper')]).toEqual([0o700, 0o600, 0o600]);
  await credential.remove();
  expect(directories()).not.toContain(made);
});

it('what killed processes have left is removed, but nothing of this one or of others that run', async () => {
  const own = await open();
  const place = (name: string) => path.join(tmpdir(), `heimdall-credential-${name}`);
  const lost = [place('4194303-dead'), place(`${process.pid}-earlier`)];
  const kept = place(`${process.ppid}-other`);
  for (const directory of [...lost, kept]) mkdirSync(directory, { recursive: true });
  await removeLostCredentials();
  expect(lost.filter(existsSync)).toEqual([]);
  expect(existsSync(kept)).toBe(true);
  expect(ask(own, 'protocol=https\nhost=git.example.com\n')).not.toBe('');
  execFileSync('rmdir', [kept]);
});
