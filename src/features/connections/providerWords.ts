import type { ProviderName } from '@/providers/provider';

/** How the dashboard names providers, and where each has its tokens made. */
export const PROVIDER_WORDS: Record<ProviderName, { name: string; host: string; where: string }> = {
  github: {
    name: 'GitHub',
    host: 'Leave empty for the default GitHub, or enter your Enterprise Server.',
    where: 'Settings → Developer settings → Personal access tokens',
  },
  gitlab: {
    name: 'GitLab',
    host: 'Leave empty for the default GitLab, or enter your own.',
    where: 'Preferences → Access tokens, or those of a group or project',
  },
  gitea: {
    name: 'Gitea or Forgejo',
    host: 'Such as gitea.example.com.',
    where: 'Settings → Applications',
  },
  basic: {
    name: 'Another Git host',
    host: 'Such as git.example.com.',
    where: "your host's settings",
  },
};
