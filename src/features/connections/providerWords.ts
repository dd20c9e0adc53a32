import type { ProviderName } from '@/providers/provider';

/** How the dashboard names providers, and where each has its tokens made. */
export const PROVIDER_WORDS: Record<ProviderName, { name: string; host: string; where: string }> = {
  github: {
    name: 'GitHub',
    host: 'Empty for the usual GitHub; else your Enterprise Server.',
    where: 'Settings → Developer settings → Personal access tokens',
  },
  gitlab: {
    name: 'GitLab',
    host: 'Empty for the usual GitLab; else your own.',
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
