import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Mutex } from 'async-mutex';
import {
  abandonMessage,
  fatalMessage,
  isTerminate,
  MessageReader,
  ProtocolError,
  readyStatus,
} from './messages';

/** One database session that answers whole protocol messages, such as a PGlite. */
export type Session = { execProtocolRaw(message: Uint8Array): Promise<Uint8Array> };

export type GatewayOptions = {
  session: Session;
  /** How long a client may sit inside a transaction without asking anything, in milliseconds. */
  idleInTransactionMs: number;
  /** Called when the session itself breaks; nothing can be served after that. */
  onSessionFault: (error: unknown) => void;
};

/**
 * Lets many clients share one database session, as PGlite has only one. A client takes the session
 * with the first message of a query and gives it back when the answer says that no transaction is
 * open, so that messages of two clients never interleave. A client that is lost or sits too long in
 * a transaction is rolled back, and the next one goes on.
 *
 * Clients share everything that a session has: no SET without LOCAL, no named prepared statements,
 * no session-level advisory locks.
 */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #turn = new Mutex();
  readonly #clients = new Set<Client>();
  readonly #server: Server;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server = createServer((socket) => {
      const client = new Client(socket, this.#turn, this.#options);
      this.#clients.add(client);
      socket.once('close', () => this.#clients.delete(client));
    });
  }

  /** Listens on a Unix socket; rejects with Node's own error when that can't be done. */
  async listen(socketPath: string): Promise<void> {
    this.#server.listen(socketPath);
    await once(this.#server, 'listening');
  }

  /** Runs something on the session itself while no client has it. */
  alone<T>(run: () => Promise<T>): Promise<T> {
    return this.#turn.runExclusive(run);
  }

  /** Disconnects everybody, and waits until their transactions have been rolled back. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const client of this.#clients) client.disconnect();
    await closed;
    await this.#turn.runExclusive(() => undefined);
  }
}

class Client {
  readonly #reader = new MessageReader();
  readonly #socket: Socket;
  readonly #turn: Mutex;
  readonly #options: GatewayOptions;
  #giveBack: (() => void) | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #busy = false;
  #gone = false;

  constructor(socket: Socket, turn: Mutex, options: GatewayOptions) {
    this.#socket = socket;
    this.#turn = turn;
    this.#options = options;
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      void this.#serve();
    });
    // A reset connection is a lost client like any other: 'close' follows and cleans up.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#gone = true;
      void this.#serve();
    });
  }

  disconnect(): void {
    this.#socket.destroy();
  }

  /** Works off what has arrived. Only one runs per client; data that comes meanwhile is seen by its loop. */
  async #serve(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#idleTimer);
    try {
      while (!this.#gone) {
        const message = this.#nextMessage();
        if (!message) break;
        await this.#answer(message);
      }
      if (this.#gone) await this.#abandon();
      else if (this.#giveBack) this.#watchIdle();
    } catch (error) {
      if (!(error instanceof ProtocolError)) this.#options.onSessionFault(error);
      this.#socket.destroy();
    } finally {
      this.#busy = false;
    }
    if (this.#gone && this.#giveBack) void this.#serve();
  }

  #nextMessage(): Buffer | undefined {
    if (this.#reader.started) return this.#reader.takeMessages();
    for (;;) {
      const packet = this.#reader.takeStartup();
      if (!packet) return undefined;
      if (packet.kind === 'startup') return packet.bytes;
      // Encryption is refused, as on any local socket; there is nothing a cancel could reach.
      if (packet.kind === 'encryption') this.#socket.write('N');
      else this.#socket.end();
    }
  }

  async #answer(messages: Buffer): Promise<void> {
    if (isTerminate(messages)) {
      this.#socket.end();
      return;
    }
    this.#giveBack ??= await this.#turn.acquire();
    if (this.#gone) return;
    const answer = await this.#options.session.execProtocolRaw(messages);
    if (readyStatus(answer) === 'I') this.#release();
    const flowing = answer.length === 0 || this.#socket.write(answer);
    if (!flowing && !this.#gone) await this.#drained();
  }

  /** A reader too slow for its answer holds up only itself; inside a transaction it has the idle limit. */
  async #drained(): Promise<void> {
    if (this.#giveBack) this.#watchIdle();
    const { promise, resolve } = deferred();
    this.#socket.once('drain', resolve).once('close', resolve);
    await promise;
    this.#socket.off('drain', resolve).off('close', resolve);
    clearTimeout(this.#idleTimer);
  }

  #watchIdle(): void {
    this.#idleTimer = setTimeout(() => {
      const sentence = 'terminating connection due to idle-in-transaction timeout';
      this.#socket.write(fatalMessage('25P03', sentence));
      this.#socket.destroySoon();
    }, this.#options.idleInTransactionMs);
  }

  async #abandon(): Promise<void> {
    if (!this.#giveBack) return;
    await this.#options.session.execProtocolRaw(abandonMessage());
    this.#release();
  }

  #release(): void {
    this.#giveBack?.();
    this.#giveBack = undefined;
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = () => done();
  });
  return { promise, resolve };
}
