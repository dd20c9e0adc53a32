/** Why something on a page can't be done, in words for a member who only views a repository. */
export const VIEWS_ONLY = 'Your role on this repository allows viewing only.';
