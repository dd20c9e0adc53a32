/** A part of a text: from `start` to before `end`. */
export type Span = { readonly start: number; readonly end: number };

export type Reach = { readonly before: number; readonly after: number };

/** Enough for `NAME_OF_THE_PROVIDER_… = "value"`, and for the part of a URL before a host that is the keyword. */
export const DEFAULT_REACH: Reach = { before: 128, after: 512 };

/** How much text a pattern sees beyond a window, so that its lookarounds see the real neighbors. */
export const MARGIN = 16;

/**
 * Returns the spans in which a match may lie, merged where they touch.
 * @param positions where keywords begin, in ascending order
 * @param reach how many bytes before and after the beginning of a keyword a match may reach
 */
export function windowsAround(positions: readonly number[], reach: Reach, length: number): Span[] {
  const windows: { start: number; end: number }[] = [];
  let last: { start: number; end: number } | undefined;
  for (const position of positions) {
    const start = Math.max(0, position - reach.before);
    const end = Math.min(length, position + reach.after);
    if (last && start <= last.end) last.end = end;
    else {
      last = { start, end };
      windows.push(last);
    }
  }
  return windows;
}

/** A match of a pattern: the span of its secret, and its named groups. */
export type PatternMatch = Span & {
  /** Where the whole match begins. */
  readonly from: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
  /** From its group `user` to the secret's end, where it has such a group. */
  readonly masked?: Span;
};

/**
 * Runs a pattern on windows of a text. It sees a slice slightly larger than the window, and its match must lie in the
 * window.
 * @param pattern with the flags `g` and `d`; its group `secret`, or else the whole match, is returned
 */
export function* matchesIn(
  text: string,
  windows: readonly Span[],
  pattern: RegExp,
): Generator<PatternMatch, void, undefined> {
  for (const { start, end } of windows) {
    const from = Math.max(0, start - MARGIN);
    const slice = text.slice(from, end + MARGIN);
    pattern.lastIndex = start - from;
    for (let match = pattern.exec(slice); match; match = pattern.exec(slice)) {
      if (from + match.index + match[0].length > end) break;
      if (match[0] === '') pattern.lastIndex += 1;
      const [first, last] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
      const user = match.indices?.groups?.user?.[0];
      yield {
        start: from + first,
        end: from + last,
        from: from + match.index,
        groups: match.groups ?? {},
        ...(user === undefined ? {} : { masked: { start: from + Math.min(user, first), end: from + last } }),
      };
    }
  }
}
