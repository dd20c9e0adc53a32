import { isMadeUpHost, isNearHost } from '../checks/hosts';
import { limited } from '../limited';
import type { NameSpan } from './nameSpans';

const BEFORE = 400;
const BEHIND = 200;
/** What no connection string has within. */
const OUTSIDE = ['"', '`', '\n', '<', '>'];
const INSIDE = /^[^"`\r\n<>]{0,200}/;
/** The server of a connection string: by a keyword, or as the host of a URL. */
const SERVER = limited(
  /(?:(?<![\w-])(?:host|hostaddr|server|data ?source|address|addr)[ \t]?=[ \t]?(?:tcp:)?|:\/\/(?:[^\s/@]{1,100}@)?)(?<host>[\w.-]{1,120})/i,
  700,
);

/** Whether a keyword stands in a connection string for a server that others reach: `host=a.corp user=b password=v`. */
export function isForServer(text: string, { start, end }: NameSpan): boolean {
  if (!/[ \t]{0,1}=/.test(text.slice(end, end + 2)) || !/[\s;?&:,]/.test(text.charAt(start - 1)))
    return false;
  const near = text.slice(Math.max(0, start - BEFORE), start);
  const before = near.slice(1 + Math.max(...OUTSIDE.map((sign) => near.lastIndexOf(sign))));
  const behind = INSIDE.exec(text.slice(end, end + BEHIND))?.[0] ?? '';
  const host = SERVER.exec(`${before};${behind}`)?.groups?.host;
  return host !== undefined && !isNearHost(host) && !isMadeUpHost(host);
}
