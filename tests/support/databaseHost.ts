/** Embedded databases in memory, each in its own thread. They share PGlite's compiled code, which takes longest to make. */
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { onStop, sendToParent } from '@/cli/parent';
import { EXTENSIONS, serveSession } from '@/server/embedded/database';

type Seed = { code: WebAssembly.Module; file: string; socketDir: string };

if (isMainThread) await host();
else await serve(workerData as Seed);

/** `POST /?file=…&socketDir=…` starts a database from a dump, and `DELETE` of the same path ends it. */
async function host(): Promise<void> {
  const dist = path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const code = await WebAssembly.compile(readFileSync(path.join(dist, 'pglite.wasm')));
  const threads = new Map<string, Worker>();

  async function start(name: string, file: string, socketDir: string): Promise<string> {
    const thread = new Worker(fileURLToPath(import.meta.url), { workerData: { code, file, socketDir } });
    threads.set(name, thread);
    const [url] = await once(thread, 'message');
    // A database that breaks loses its clients, whose tests then fail.
    thread.on('error', (error) => console.error(error));
    return url;
  }

  const server = createServer(async (request, response) => {
    const name = String(request.url);
    try {
      if (request.method === 'DELETE') {
        await threads.get(name)?.terminate();
        threads.delete(name);
        response.end();
      } else {
        const { file, socketDir } = askedIn(name);
        response.end(await start(name, file, socketDir));
      }
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onStop(async () => {
    // Of databases that test files keep until the end.
    for (const name of threads.keys()) rmSync(askedIn(name).socketDir, { recursive: true, force: true });
  });
  sendToParent({ ready: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function askedIn(name: string): { file: string; socketDir: string } {
  const { file = '', socketDir = '' } = Object.fromEntries(new URL(name, 'http://localhost').searchParams);
  return { file, socketDir };
}

async function serve({ code, file, socketDir }: Seed): Promise<void> {
  const fail = (error: unknown) => {
    throw error;
  };
  const session = await PGlite.create({
    loadDataDir: new Blob([readFileSync(file)]),
    pgliteWasmModule: code,
    extensions: EXTENSIONS,
  });
  const { url } = await serveSession(session, socketDir, { onFault: fail, onUpkeepFault: fail });
  parentPort?.postMessage(url);
}
