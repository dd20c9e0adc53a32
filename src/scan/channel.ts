/** A queue between one producer and one consumer, which holds the producer up while it is full. */
export type Channel<Item> = AsyncIterable<Item> & {
  /** Resolves when there is room for more. @returns false once the consumer wants nothing more */
  readonly push: (item: Item) => Promise<boolean>;
  /** Ends the queue once its items are consumed. @param error is thrown to the consumer */
  readonly end: (error?: unknown) => void;
  /** For the consumer: nothing more is wanted. */
  readonly close: () => void;
};

/** @param most the weight of all items together from which the queue is full */
export function createChannel<Item>(most: number, weightOf: (item: Item) => number): Channel<Item> {
  const items: Item[] = [];
  let weight = 0;
  let ended: { readonly error: unknown } | undefined;
  let isClosed = false;
  let wakeConsumer = () => {};
  let wakeProducer = () => {};

  return {
    push: async (item) => {
      if (isClosed) return false;
      items.push(item);
      weight += weightOf(item);
      wakeConsumer();
      if (weight >= most) await new Promise<void>((resolve) => (wakeProducer = resolve));
      return !isClosed;
    },
    end: (error) => {
      ended = { error };
      wakeConsumer();
    },
    close: () => {
      isClosed = true;
      wakeProducer();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let item = items.shift(); item !== undefined; item = items.shift()) {
          weight -= weightOf(item);
          if (weight < most) wakeProducer();
          yield item;
        }
        if (ended?.error !== undefined) throw ended.error;
        if (ended) return;
        await new Promise<void>((resolve) => (wakeConsumer = resolve));
      }
    },
  };
}
