import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { caller, PASSWORD } from '@tests/support/api';
import { startServer } from '@tests/support/server';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { deriveKey } from '@/server/keys';

const SECRET = 'a secret key of more than 32 characters';
const closed = { HEIMDALL_OPEN_REGISTRATION: 'false', HEIMDALL_SECRET_KEY: SECRET };
const account = (name: string) => ({ email: `${name}@example.com`, password: PASSWORD });

it('a web process that is started alone prints the address and, until there is one, the set-up token', async () => {
  const server = await startServer({ env: { ...closed, TRUST_PROXY: 'false' } });
  onTestFinished(server.stop);
  const printed = async (expected: RegExp) => {
    const child = spawn('npm', ['run', '--silent', 'start:web'], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...closed,
        PORT: '0',
        DATABASE_URL: server.database.url,
        HEIMDALL_DATA_DIR: server.dataDir,
        HEIMDALL_DRAIN_GRACE_SECONDS: '0',
      },
    });
    const pieces: string[] = [];
    child.stdout.on('data', (piece) => pieces.push(String(piece)));
    const exited = once(child, 'exit');
    await expect.poll(() => pieces.join(''), { timeout: 60_000 }).toMatch(expected);
    child.kill('SIGTERM');
    await exited;
    return pieces.join('');
  };
  const token = deriveKey(SECRET, 'set-up token');
  const line = `Set-up token for the first account: ${token}`;
  expect(await printed(/^Set-up token.*\n/m)).toMatch(
    new RegExp(`^Heimdall is ready at http://localhost:\\d+\n${line}$`, 'm'),
  );
  await caller(server.url).ask('POST', '/api/auth/register', { body: account('first') });
  expect(await printed(/^Heimdall is ready at .*\n/m)).not.toContain('Set-up token');
});

it('an installation that is reached from elsewhere requires the set-up token of everyone', async () => {
  const server = await startServer({ env: { ...closed, HEIMDALL_URL: 'https://heimdall.example.com' } });
  const ask = (fields: object) =>
    caller(server.url).ask('POST', '/api/auth/register', { body: { ...account('first'), ...fields } });
  try {
    expect((await ask({})).status).toBe(403);
    expect((await ask({ setup_token: deriveKey(SECRET, 'set-up token') })).status).toBe(201);
  } finally {
    await server.stop();
  }
});
