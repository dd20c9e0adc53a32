import type { Rule } from '../rule';

/** Tokens of Frame.io. */
export const frameIoRules: readonly Rule[] = [
  {
    id: 'frameio-api-token',
    name: 'Frame.io developer token',
    provider: 'Frame.io',
    why: 'Anyone with it can read, change and delete the media and reviews of its owner, within its scopes.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Delete the token on the page of developer tokens.',
    revokeUrl: 'https://developer.frame.io/app/tokens',
    source: 'https://developer.frame.io/docs/getting-started/authentication',
    keywords: ['fio-u-'],
    pattern: /(?<![A-Za-z0-9_-])fio-u-[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])/g,
    minEntropy: 4,
    samples: {
      hit: [
        'FRAMEIO_TOKEN=fio-u-pcIKH_IOgFMYK2WXzLEwPsd6-zKZUkvnknK6H55DyDNeduTzazctm1V_B2tZR90a',
        'FrameioClient("fio-u-wjgGLhzhevo3_0wL_RA0bfGffEPau7bvU_XgjY3ZnclxuMcUHHEsMVMV74h7aYub")',
      ],
      clean: [
        'FRAMEIO_TOKEN=fio-u-6tfbweQtyqXSw5vbml7svfooHMjAmT0vtDNYzwhW',
        'FRAMEIO_TOKEN=xfio-u-4HDdlXU0ZrBTMyJqXKYrPGYPYYT2DBSpFCmVHiTGluydFtf33JlTPgGgiJxWYTON',
        'FRAMEIO_TOKEN=fio-u-token',
      ],
    },
  },
];
