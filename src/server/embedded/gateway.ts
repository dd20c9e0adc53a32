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
  /** How long a client may be idle inside a transaction, in milliseconds. */
  idleInTransactionMs: number;
  /** Called when the session itself breaks. Nothing can be served after that. */
  onSessionFault: (error: unknown) => void;
};

/**
 * Shares one database session between many clients, as PGlite has only one.
 * A client gets the session with the first message of a query. It gives it back when the answer says that no
 * transaction is open, so messages of two clients never interleave.
 * The transaction of a client that disconnects or is idle for too long is rolled back.
 * Clients share all state of the session: no SET without LOCAL, named prepared statement or session-level
 * advisory lock.
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

  /** Listens on a Unix socket. Rejects with Node's own error if that fails. */
  async listen(socketPath: string): Promise<void> {
    this.#server.listen(socketPath);
    await once(this.#server, 'listening');
  }

  /** Runs something on the session itself while no client has it. */
  alone<T>(run: () => Promise<T>): Promise<T> {
    return this.#turn.runExclusive(run);
  }

  /** Disconnects all clients, and waits until their transactions have been rolled back. */
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
    // A reset connection is handled by the 'close' event that follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#gone = true;
      void this.#serve();
    });
  }

  disconnect(): void {
    this.#socket.destroy();
  }

  /**
   * Processes the messages that have arrived. One loop runs per client, and it also sees data that arrives
   * meanwhile.
   */
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
      // Encryption is refused, as on any local socket. A cancel request has no effect.
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

  /** A client too slow to read its answer holds up only itself. Inside a transaction it has the idle limit. */
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
      const message = 'terminating connection due to idle-in-transaction timeout';
      this.#socket.write(fatalMessage('25P03', message));
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
