import type { Rule } from '../rule';

const PREFIXES = 'https://docs.gitlab.com/security/tokens/#token-prefixes';

/** Tokens of GitLab that jobs, pipelines, agents and feature flags use. */
export const gitlabCiRules: readonly Rule[] = [
  {
    id: 'gitlab-cicd-job-token',
    name: 'GitLab CI/CD job token',
    provider: 'GitLab',
    why: 'Anyone with it can use the repositories, packages and registry that the job may, until the job ends.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'It ends with its job; cancel a job that is still running.',
    revokeUrl: 'https://docs.gitlab.com/ci/jobs/ci_job_token/',
    source: PREFIXES,
    keywords: ['glcbt-'],
    pattern: /(?<![A-Za-z0-9_])glcbt-[0-9a-zA-Z]{1,5}_[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'git clone https://gitlab-ci-token:glcbt-64_2Ni3FjJDgnadSeemyres@gitlab.com/acme/shop.git',
        'JOB-TOKEN: glcbt-1f_DlF2LG4EnANSY8c8JqW9',
      ],
      clean: [
        'JOB-TOKEN: glcbt-emtYOoqI68QxhPvXmlQW',
        'JOB-TOKEN: glcbt-64_DCDBoeK2Ky',
        'JOB-TOKEN: $CI_JOB_TOKEN',
      ],
    },
  },
  {
    id: 'gitlab-pipeline-trigger-token',
    name: 'GitLab pipeline trigger token',
    provider: 'GitLab',
    why: 'Anyone with it can start pipelines of the project with variables of their choice, in the name of its owner.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the trigger token in the CI/CD settings of the project.',
    revokeUrl: 'https://docs.gitlab.com/ci/triggers/#revoke-a-pipeline-trigger-token',
    source: PREFIXES,
    keywords: ['glptt-'],
    pattern: /(?<![A-Za-z0-9_])glptt-(?:[0-9a-f]{40}|[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'curl -X POST -F token=glptt-465492307040c92aab7b4d0b7b85ec3cb367395c -F ref=main https://gitlab.com/api/v4/projects/1/trigger/pipeline',
        'TRIGGER_TOKEN: "glptt-c7db6450de895e043e63cbe73cc2de82fca66f68"',
      ],
      clean: [
        'TRIGGER_TOKEN: glptt-37cb9cc27d5e2245a9303f53909f7b',
        'TRIGGER_TOKEN: aglptt-1a41d7c9935c069253b747c560268f34659d5d7e',
        'TRIGGER_TOKEN: glptt-<token>',
      ],
    },
  },
  {
    id: 'gitlab-kubernetes-agent-token',
    name: 'GitLab agent for Kubernetes token',
    provider: 'GitLab',
    why: 'Anyone with it can pose as the agent of a cluster and read its configuration and the manifests that it deploys.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Revoke the token on the agent’s page, and give the agent a new one.',
    revokeUrl: 'https://docs.gitlab.com/user/clusters/agent/work_with_agent/#reset-the-agent-token',
    source: PREFIXES,
    keywords: ['glagent-'],
    pattern: /(?<![A-Za-z0-9_])glagent-[A-Za-z0-9_-]{50}(?![A-Za-z0-9_-])/g,
    samples: {
      hit: [
        'helm upgrade --install agent gitlab/gitlab-agent --set config.token=glagent-WJCrNru68c1FLvu7Wk-N1oglDxPVEmnxs5VcsSEBZvypSUW2wn',
        'token: glagent-BbrywEjyYtC9stZ45MiyzspWS3p3Wosf7tRj-wQjnRGa3Tqred',
      ],
      clean: [
        'token: glagent-xPzhy6nLTYyJzOfYf23zqKwZslwCpp',
        'token: myglagent-9JqPI3puSaapa4akOjLpEAMkUpLq2zjkrvdfSPoN4qLUOiGNa4',
        'token: glagent-$AGENT_TOKEN',
      ],
    },
  },
  {
    id: 'gitlab-workspace-token',
    name: 'GitLab workspace token',
    provider: 'GitLab',
    why: 'Anyone with it can pose as a remote development workspace of its owner.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Terminate the workspace that it belongs to.',
    revokeUrl: 'https://docs.gitlab.com/user/workspace/',
    source: PREFIXES,
    keywords: ['glwt-'],
    pattern: /(?<![A-Za-z0-9_])glwt-[A-Za-z0-9_-]{20,50}(?![A-Za-z0-9_-])/g,
    minEntropy: 3.5,
    samples: {
      hit: [
        'WORKSPACE_TOKEN=glwt-S7d3n1EllTWAFM1iExPn',
        'token: "glwt-9nnr389LwVUC7P5p0MFT15m_8NPJM9-vQJnW7FVEScnIyksBet"',
      ],
      clean: [
        'WORKSPACE_TOKEN=glwt-uMRg7bueow',
        'WORKSPACE_TOKEN=aglwt-H8uuZOInZkVxAOOjWycv',
        'WORKSPACE_TOKEN=glwt-token',
      ],
    },
  },
  {
    id: 'gitlab-feature-flag-client-token',
    name: 'GitLab feature flags client token',
    provider: 'GitLab',
    why: 'Anyone with it can read the feature flags of the project and for which users they are on.',
    severity: 'low',
    confidence: 'high',
    revoke: 'Reset the instance id in the configuration of the feature flags.',
    revokeUrl: 'https://docs.gitlab.com/operations/feature_flags/',
    source: PREFIXES,
    keywords: ['glffct-'],
    pattern: /(?<![A-Za-z0-9_])glffct-[A-Za-z0-9_-]{20}(?![A-Za-z0-9_-])/g,
    minEntropy: 3,
    samples: {
      hit: ['UNLEASH_INSTANCE_ID=glffct-247EhVC5FraAmS0ETQFl', "instanceId: 'glffct-zuHSNavnygvd0yIMeOlC',"],
      clean: [
        'UNLEASH_INSTANCE_ID=glffct-QyOyXkhhoZ',
        'UNLEASH_INSTANCE_ID=aglffct-pSbTOBs0n6JbW2HAjpRG',
        'UNLEASH_INSTANCE_ID=glffct-id',
      ],
    },
  },
];
