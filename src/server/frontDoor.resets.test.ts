import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A front door in a child process that prints its port. */
const PROGRAM = `
  import { createFrontDoor } from './src/server/frontDoor.ts';
  const handle = async (_request, response) => { setTimeout(() => response.end('alive'), 2); };
  const server = createFrontDoor({ trustedProxies: 0, handle, onFault: () => {} });
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));
`;

let child: ChildProcessByStdio<null, Readable, null>;
let port: number;
beforeAll(async () => {
  const cwd = path.resolve(import.meta.dirname, '../..');
  const args = ['--import', 'tsx', '--input-type=module', '-e', PROGRAM];
  child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  port = Number(await once(child.stdout, 'data'));
}, 30_000);
afterAll(() => child.kill('SIGKILL'));

it.each(['CONNECT localhost:443', 'FROB /', 'GET /'])(
  'a client that hangs up with a reset after %s does not take the process down',
  async (line) => {
    for (let round = 0; round < 50; round++) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write(`${line} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      await wait(round % 5);
      socket.resetAndDestroy();
    }
    const answer = await fetch(`http://127.0.0.1:${port}`).catch(String);
    expect(answer instanceof Response ? await answer.text() : answer).toBe('alive');
  },
);
