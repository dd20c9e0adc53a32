import { limited } from '../limited';

/** Names reserved for documentation and tests (RFC 2606, RFC 6761), and common placeholders of a host. */
const MADE_UP = limited(
  /(?:^|\.)(?:example|test|invalid|localdomain)(?:\.(?:com|net|org|edu))?$|^(?!localhost$)(?:[a-z-]{0,10}host(?:name)?\d?|server(?:name)?|domain|address|ip|your.{0,40}|my.{0,40}|some.{0,20}|foo|bar|baz|x|a|b|host\.(?:com|name|domain|tld)|domain\.(?:com|tld)|mysite\.com|site\.com|acme\.(?:com|org)|company\.com|proxy\.com|foo\.(?:com|bar)|bar\.com|test\.com|user.{0,10})$/i,
);
/** Hosts that are the machine itself. Those of a cluster or of composed containers are in use. */
const NEAR =
  /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[\w.-]{1,100}\.localhost)$/i;

/** Whether a host's name is a placeholder: example.com, `hostname`, `your-server`. */
export function isMadeUpHost(host: string): boolean {
  return MADE_UP.test(host);
}

/** Whether a host is the machine itself: localhost and its addresses. */
export function isNearHost(host: string): boolean {
  return NEAR.test(host);
}
