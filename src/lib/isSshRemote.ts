/** Whether a registered remote is one for ssh: of the others, each begins with http. */
export function isSshRemote(remoteUrl: string | null): boolean {
  return remoteUrl !== null && !/^https?:/i.test(remoteUrl);
}
