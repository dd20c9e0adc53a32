import type { Rule } from '../rule';

/** Credentials of Roblox. */
export const robloxRules: readonly Rule[] = [
  {
    id: 'roblox-session-cookie',
    name: 'Roblox session cookie',
    provider: 'Roblox',
    why: 'Anyone with it is signed in as its owner.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Sign out of all other sessions in the security settings.',
    revokeUrl: 'https://www.roblox.com/my/account#!/security',
    source: 'https://en.help.roblox.com/hc/en-us/articles/203313380',
    keywords: ['-do-not-share-this'],
    pattern: /_\|WARNING:-DO-NOT-SHARE-THIS\.[\w.-]{60,120}\|_(?<secret>[\w.-]{100,2000})(?![\w.-])/g,
    reach: { before: 20, after: 2300 },
    minEntropy: 3,
    samples: {
      hit: [
        'ROBLOSECURITY=_|WARNING:-DO-NOT-SHARE-THIS.--Sharing-this-will-allow-someone-to-log-in-as-you-and-to-steal-your-ROBUX-and-items.|_2E443E7E177207F7B5AC538A0CB6080D8DF97C9797CFDA1DD77ED80FA1DEA0473D8BE4FF2B651B18547E21AD8173E9AFC11E31A80A8958C785307B1594D4BC1E52ACB2E9C4693AF0A0DAEB92CB6F664A5B80FC98CF81A0840D90F94C224682C55EE36DB939D1F8E57AE20F30F96606F342712EE70CD444E7787721A6BC07E7CCD338E787FA03F68C74A0B4C51AC7CE649BE38B95C6D9',
        'cookie = "_|WARNING:-DO-NOT-SHARE-THIS.--Sharing-this-will-allow-someone-to-log-in-as-you-and-to-steal-your-ROBUX-and-items.|_4115B8BEA33758ECD345D3785C4FF6E7C325ADA46CD7D51A2B84A8171E0BF463DE35E80AF79849DB3805116F8EF4D90EC17C32210E95AEEB93A4AFE6137CEE23E49A270EE168B99C05ABC8CAB716E60F44AC66738998A7EF5F1DDE0FA00B3B16C438F89FC7DB14E1A2BF7A3FC791AE5D7F6424C256A49E035316BA36AC8D324BC869065BF00C149A1A7AC71989EB064D8514322985CDAB31CFC79CB3EF1552AF5B626E4BD46F4D67325FDD8889B4D61957EAB7790A3C285EA67A5857371242A0AD62DB07944ED20273B580797E0B18B535B0B0ED078E2E0AF7A7DADAC69F6EE991450F904633DEBB34A59EA28ABB7E2943415D406F4DD5DCB166"',
      ],
      clean: [
        'ROBLOSECURITY=_|WARNING:-DO-NOT-SHARE-THIS.--Sharing-this-will-allow-someone-to-log-in-as-you-and-to-steal-your-ROBUX-and-items.|_',
        'ROBLOSECURITY=$COOKIE',
      ],
    },
  },
];
