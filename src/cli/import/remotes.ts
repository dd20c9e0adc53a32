/** Whether two remote URLs name the same repository, whichever way they lead to it. */
export function sameRemote(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other);
}

/** Host and path: of `https://host/path.git`, `ssh://git@host/path` and `git@host:path`. */
function placeOf(remote: string): string {
  const scp = /^(?:[^@/:]{1,100}@)?([^/:]{1,253}):(?!\/\/)(.{1,2048})$/.exec(remote);
  const url = scp ? `ssh://${scp[1]}/${scp[2]}` : remote;
  if (!URL.canParse(url)) return remote;
  const { hostname, port, pathname } = new URL(url);
  const host = port === '' ? hostname : `${hostname}:${port}`;
  return `${host.toLowerCase()}/${pathname
    .split('/')
    .filter(Boolean)
    .join('/')
    .replace(/\.git$/, '')}`;
}
