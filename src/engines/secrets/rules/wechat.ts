import { assigned } from '../patterns';
import type { Rule } from '../rule';

/** Credentials of WeChat. */
export const wechatRules: readonly Rule[] = [
  {
    id: 'wechat-app-secret',
    name: 'WeChat AppSecret',
    provider: 'WeChat',
    why: 'Together with the AppID, anyone can act as the account: send messages and read what users sign in with.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Reset the AppSecret in the settings of the account.',
    revokeUrl: 'https://mp.weixin.qq.com/',
    source:
      'https://developers.weixin.qq.com/miniprogram/en/dev/api-backend/open-api/access-token/auth.getAccessToken.html',
    keywords: ['wechat', 'weixin', 'wx_', 'wxapp', 'wx.'],
    pattern: assigned('(?:wechat|weixin|(?<![a-z])wx)[\\w.-]{0,20}secret', '[0-9a-f]{32}'),
    minEntropy: 3,
    samples: {
      hit: [
        'WECHAT_APP_SECRET=810f0034fcb5e096d301bd6932e5ccdb',
        'export WECHAT_APP_SECRET="a520e459dc3ffe7748eca931e6c7e69c"',
      ],
      clean: ['WECHAT_APP_SECRET=$WECHAT_APP_SECRET', 'WECHAT_APP_SECRET=6d77a85f651a3530c036998c61420'],
    },
  },
  {
    id: 'wechat-app-id-and-secret',
    name: 'WeChat AppID with its AppSecret',
    provider: 'WeChat',
    why: 'Anyone with the pair can act as the account: send messages and read what users sign in with.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Reset the AppSecret in the settings of the account.',
    revokeUrl: 'https://mp.weixin.qq.com/',
    source:
      'https://developers.weixin.qq.com/miniprogram/en/dev/api-backend/open-api/access-token/auth.getAccessToken.html',
    keywords: ['appid', 'app_id'],
    pattern:
      /app_?id["']?[\t ]{0,4}[:=][\t ]{0,4}["']?wx[0-9a-f]{16}["']?[,;]?\s{1,40}["']?(?:app_?)?secret["']?[\t ]{0,4}[:=][\t ]{0,4}["']?(?<secret>[0-9a-f]{32})(?!\w)/gi,
    minEntropy: 3,
    samples: {
      hit: [
        "appid: 'wx6eab7970c6baed3c',\n  secret: 'f80cfe087f425f9bd8f7c3225220ffda',",
        'APP_ID=wx662e445197fc6eef\nAPP_SECRET=5987c6aa1e512b945243d3f3f2e7f229\n',
      ],
      clean: [
        "appid: 'wxd8847c88d7faa0f8',\n  secret: process.env.SECRET,",
        "appid: 'adecf1d303a20066',\n  secret: '7b48b787dcd3483b0111828605897e',",
      ],
    },
  },
];
