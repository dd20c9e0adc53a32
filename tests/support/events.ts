import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { until } from './api';

/** An event of a stream, with its data as it was sent. */
export type ReceivedEvent = { id: string; type: string; data: Record<string, unknown> };

export type Listener = {
  status: number;
  headers: Headers;
  /** The events so far. */
  events: ReceivedEvent[];
  comments: string[];
  /** All of the text that was received. */
  text: () => string;
  isOver: () => boolean;
  /** Waits until an event of this kind has arrived. */
  received: (type: string, patienceMs?: number) => Promise<ReceivedEvent>;
  /** Waits until the server ends the stream. */
  ended: (patienceMs?: number) => Promise<void>;
  leave: () => void;
};

/** Listens to a stream of server-sent events. Source: WHATWG HTML, "Server-sent events". */
export async function listenTo(url: string, headers: Record<string, string>): Promise<Listener> {
  // Not by fetch, which opens a new connection after one is broken off. It would keep a stopping server waiting.
  const asked = get(url, { headers, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  asked.on('error', () => undefined);
  const events: ReceivedEvent[] = [];
  const comments: string[] = [];
  let text = '';
  let taken = 0;
  let over = false;
  const take = () => {
    for (let end = text.indexOf('\n\n', taken); end >= 0; end = text.indexOf('\n\n', taken)) {
      const block = text.slice(taken, end);
      taken = end + 2;
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      if (block.startsWith(':')) comments.push(block);
      else events.push({ id: field('id'), type: field('event'), data: JSON.parse(field('data')) });
    }
  };
  const read = async () => {
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk;
      take();
    }
  };
  void read()
    .catch(() => undefined)
    .finally(() => {
      over = true;
    });
  return {
    status: response.statusCode ?? 0,
    headers: new Headers(response.headers as Record<string, string>),
    events,
    comments,
    text: () => text,
    isOver: () => over,
    received: async (type, patienceMs) => {
      const find = async () => events.find((event) => event.type === type);
      const event = await until(find, (found) => found !== undefined, patienceMs);
      if (!event) throw new Error(`no ${type} was received`);
      return event;
    },
    ended: async (patienceMs) => void (await until(async () => over, Boolean, patienceMs)),
    leave: () => void asked.destroy(),
  };
}
