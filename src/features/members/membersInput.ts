/** The members that the settings of a repository show, and that its page loads in advance. */
export function membersInput(repoId: string) {
  return { id: repoId, limit: 100 };
}
