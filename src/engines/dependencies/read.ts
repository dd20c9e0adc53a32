import { isProgram, READERS, unreadOf } from './formats';
import { type Reading, reading, Unreadable } from './reading';

/**
 * Reads a file of a known format. Whatever is wrong with it becomes a gap, and nothing is thrown.
 * @param format the kind of the file, by formatOf
 */
export function readFormat(format: string, text: string): Reading {
  const unread = unreadOf(format);
  if (unread) return withGap(format, `Files of ${unread.of} are not read yet.`, unread.isPartial);
  const read = READERS.get(format);
  if (!read || isProgram(format)) return reading({ format, ecosystem: 'npm' });
  try {
    return read(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text);
  } catch (error) {
    return withGap(format, reasonOf(error), true);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  if (error instanceof RangeError) return 'It is nested too deeply or too large to be read.';
  return `It can't be read: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'}.`;
}

/** What a file is whose content is no text. */
export function readNoText(format: string, verdict: string): Reading {
  if (unreadOf(format)) return readFormat(format, '');
  const reason = verdict === 'empty' ? 'It is empty.' : `It is no text (${verdict}).`;
  return withGap(format, reason, verdict !== 'empty');
}

function withGap(format: string, reason: string, isPartial: boolean): Reading {
  return reading({ format, ecosystem: 'npm', gaps: [{ reason, isPartial }] });
}
