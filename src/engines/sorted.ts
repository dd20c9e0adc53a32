/** How many of the first ones it is true for. It must not be true again after it was false. */
export function countWhile<T>(sorted: readonly T[], isTrue: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** More than any place in a list. */
export const NOWHERE = 2 ** 31 - 1;

/** Answers in logarithmic time which number between two places is the lowest (a segment tree). NOWHERE if there is none. */
export function lowestOf(numbers: Int32Array): (start: number, end: number) => number {
  const { length } = numbers;
  const tree = new Int32Array(2 * length);
  tree.set(numbers, length);
  const at = (node: number) => tree[node] ?? NOWHERE;
  for (let node = length - 1; node > 0; node--) tree[node] = Math.min(at(2 * node), at(2 * node + 1));
  return (start, end) => {
    let lowest = NOWHERE;
    for (let [low, high] = [start + length, end + length]; low < high; low >>= 1, high >>= 1) {
      if (low % 2 === 1) lowest = Math.min(lowest, at(low++));
      if (high % 2 === 1) lowest = Math.min(lowest, at(--high));
    }
    return lowest;
  };
}
