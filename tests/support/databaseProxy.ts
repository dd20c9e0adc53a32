import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type DatabaseProxy = {
  url: string;
  /** Breaks all connections and refuses new ones, as a database that is restarted does. */
  goDown: () => Promise<void>;
  comeUp: () => Promise<void>;
  stop: () => Promise<void>;
};

/** A way to a database that can be closed without harm to the database. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const directory = target.searchParams.get('host');
  const port = Number(target.searchParams.get('port') ?? (target.port || 5432));
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const database = directory?.startsWith('/')
      ? connect(`${directory}/.s.PGSQL.${port}`)
      : connect(port, target.hostname);
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      keep(one);
      one.pipe(other);
      one.on('close', () => other.destroy());
    }
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const goDown = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const url = new URL(databaseUrl);
  url.search = '';
  return {
    url: `postgresql://${url.username || 'postgres'}@127.0.0.1:${own}${url.pathname === '/' ? '/postgres' : url.pathname}`,
    goDown,
    comeUp: async () => void (await listen(own)),
    stop: async () => {
      if (server.listening) await goDown();
    },
  };
}
