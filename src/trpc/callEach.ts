import { refusalOf, wouldRefuseAll } from './refusal';

/** So many calls are under way at once. */
const AT_ONCE = 3;

type Answers<Item> = {
  onDone: (item: Item) => void;
  onRefused: (item: Item, message: string) => void;
  /** Asked before each call. */
  isOver?: () => boolean;
};

/**
 * Makes a call for each item, some at a time. One that is refused does not stop the others.
 * Without a network, or a session, or if there were too many, no other call would succeed.
 * @returns the items that were not called for
 */
export async function callEach<Item>(
  items: readonly Item[],
  call: (item: Item) => Promise<unknown>,
  { onDone, onRefused, isOver = () => false }: Answers<Item>,
): Promise<readonly Item[]> {
  const waiting = [...items];
  let isStopped = false;
  const work = async () => {
    while (!isStopped && !isOver()) {
      const [item] = waiting.splice(0, 1);
      if (item === undefined) return;
      try {
        await call(item);
        onDone(item);
      } catch (error) {
        const refusal = refusalOf(error);
        isStopped ||= wouldRefuseAll(refusal);
        onRefused(item, refusal.message);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return waiting;
}
