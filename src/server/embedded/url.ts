/** The name by which a connection string shows that it leads to the embedded database. */
const NAME = 'heimdall-embedded';

/** A connection string for any PostgreSQL client on this machine. @param socketDir the directory of the gateway's socket */
export function embeddedUrl(socketDir: string): string {
  return `postgresql://postgres@localhost/${NAME}?host=${encodeURIComponent(socketDir)}`;
}

/** Whether a connection string leads to an embedded database, whose clients all share one session. */
export function isEmbedded(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === `/${NAME}`;
}
