/** Lists in parts, each as JSON. To send one as a whole would hold up the worker, and other scans with it. */
export type Part = { readonly list: string; readonly json: string };

/** Items of a part. */
const ITEMS = 500;

type Lists = Readonly<Record<string, readonly unknown[] | undefined>>;

/** The parts of lists, by their names. */
export function* cut(lists: Lists): Generator<Part> {
  for (const [list, items = []] of Object.entries(lists)) {
    for (let from = 0; from < items.length; from += ITEMS) {
      yield { list, json: JSON.stringify(items.slice(from, from + ITEMS)) };
    }
  }
}

/** Puts the parts of these lists together as they arrive. */
export function createJoin<Name extends string>(names: readonly Name[]) {
  const lists = Object.fromEntries(names.map((name) => [name, [] as unknown[]])) as Record<Name, unknown[]>;
  return {
    lists,
    add: ({ list, json }: Part) => {
      const items: unknown[] = lists[list as Name];
      for (const item of JSON.parse(json) as unknown[]) items.push(item);
    },
  };
}
