import type { FileKind } from './fileKind';

/** How far before a value its line's beginning is searched. */
const REACH = 300;
/**
 * The beginning of a line of documentation in code, as Javadoc, Rust and C# have it.
 * Code that is indented in a comment counts as well. A plain comment may hold what somebody noted.
 */
const OF_DOCUMENTATION =
  /^[ \t]{0,80}(?:\*(?![\w*])|\/\/[/!]|#(?:'|[ \t]{2,8}[^ \t]|[ \t]{0,8}#[ \t])|--[ \t]?\|)/;

/** A setting that is commented out is not in use. */
const COMMENTED_OUT = /^[ \t]{0,80}(?:[#;]|\/\/|<!--)/;

/**
 * Returns the kind of the text around an offset. A comment on code is documentation, and one in settings holds
 * nothing that is in use.
 */
export function kindAt(text: string, at: number, kind: FileKind): FileKind {
  if (kind.role !== 'product' || (kind.format !== 'code' && kind.isLive !== true)) return kind;
  const near = text.slice(Math.max(0, at - REACH), at);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  if (kind.isLive === true && COMMENTED_OUT.test(line)) return { format: kind.format, role: kind.role };
  if (kind.format !== 'code') return kind;
  return OF_DOCUMENTATION.test(line) ? { format: kind.format, role: 'docs' } : kind;
}
