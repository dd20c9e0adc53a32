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

/** Answers in logarithmic time which number between two places is the lowest (a segment tree). */
export function lowestOf(numbers: readonly number[]): (start: number, end: number) => number {
  const { length } = numbers;
  const tree = [...new Array<number>(length).fill(Number.POSITIVE_INFINITY), ...numbers];
  const at = (node: number) => tree[node] ?? Number.POSITIVE_INFINITY;
  for (let node = length - 1; node > 0; node--) tree[node] = Math.min(at(2 * node), at(2 * node + 1));
  return (start, end) => {
    let lowest = Number.POSITIVE_INFINITY;
    for (let [low, high] = [start + length, end + length]; low < high; low >>= 1, high >>= 1) {
      if (low % 2 === 1) lowest = Math.min(lowest, at(low++));
      if (high % 2 === 1) lowest = Math.min(lowest, at(--high));
    }
    return lowest;
  };
}
