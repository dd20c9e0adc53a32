import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export type DatabaseProxy = {
  url: string;
  /** How many statements, or batches that are sent as one, the database has answered. */
  answers: () => number;
  /** Breaks all connections and refuses new ones, as a database that is restarted does. */
  goDown: () => Promise<void>;
  comeUp: () => Promise<void>;
  /** Silently passes nothing on, as a broken network does. New connections are still accepted. */
  hang: () => void;
  /** Accepts new connections again. Older ones stay dead. */
  goOn: () => void;
  stop: () => Promise<void>;
};

/** A proxy to a database, whose connections can be broken without harm to the database. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const directory = target.searchParams.get('host');
  const port = Number(target.searchParams.get('port') ?? (target.port || 5432));
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  let isHanging = false;
  let answers = 0;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    if (isHanging) return keep(client);
    const database = directory?.startsWith('/')
      ? connect(`${directory}/.s.PGSQL.${port}`)
      : connect(port, target.hostname);
    countReady(database, () => {
      answers += 1;
    });
    const pair = [client, database] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [database, client] as const]) {
      keep(one);
      one.pipe(other);
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
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
    answers: () => answers,
    goDown,
    comeUp: async () => void (await listen(own)),
    hang: () => {
      isHanging = true;
      for (const pair of pairs) for (const socket of pair) socket.unpipe().pause();
    },
    goOn: () => {
      isHanging = false;
    },
    stop: async () => {
      if (server.listening) await goDown();
    },
  };
}

const READY_FOR_QUERY = 'Z'.charCodeAt(0);

/** Source: PostgreSQL documentation, "Message Formats": a type byte, then the length of the rest. */
function countReady(database: Socket, count: () => void): void {
  let rest = Buffer.alloc(0);
  database.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= 1 + rest.readUInt32BE(1)) {
      if (rest[0] === READY_FOR_QUERY) count();
      rest = rest.subarray(1 + rest.readUInt32BE(1));
    }
  });
}
