import { type Host, isFullName } from './provider';

/**
 * Whether a host can have a repository of this name. In the path of a URL, another one may lead to another resource.
 * A plain Git host is asked by the repository's own URL.
 */
export function canBeAt({ provider }: Pick<Host, 'provider'>, fullName: string): boolean {
  if (provider === 'basic') return true;
  // Only GitLab has groups within groups.
  return isFullName(fullName) && (provider === 'gitlab' || fullName.split('/').length === 2);
}

/** Whether a text is a provider's id of a repository. All of them are numbers. */
export function isExternalId(text: string): boolean {
  return /^\d+$/.test(text);
}
