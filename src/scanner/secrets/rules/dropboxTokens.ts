import { assigned } from '../patterns';
import type { Rule } from '../rule';

const OAUTH = 'https://developers.dropbox.com/oauth-guide';
const APPS_PAGE = 'https://www.dropbox.com/developers/apps';

/** Access tokens of Dropbox. */
export const dropboxTokensRules: readonly Rule[] = [
  {
    id: 'dropbox-short-lived-api-token',
    name: 'Dropbox short-lived access token',
    provider: 'Dropbox',
    why: 'Anyone with it can read and write the files that the app may, until it ends four hours after its issue.',
    severity: 'medium',
    confidence: 'high',
    revoke: 'Revoke it through the API (/2/auth/token/revoke), or wait for its end.',
    revokeUrl: 'https://www.dropbox.com/developers/documentation/http/documentation#auth-token-revoke',
    source: OAUTH,
    keywords: ['sl.'],
    pattern: /(?<![A-Za-z0-9_.-])sl\.(?:u\.)?[A-Za-z0-9_-]{130,1500}(?![A-Za-z0-9_-])/g,
    reach: { before: 8, after: 1520 },
    minEntropy: 4.5,
    samples: {
      hit: [
        'DROPBOX_TOKEN=sl.MNS74vLjkJhXMqC5ieupA4Wy3BRDpYwg63wCDe3hW8We3-dgJL5oNm0fnZRq7OoP3Zz00-mJ5UVkqnnBSu314K5-Np17hCHmUYgI4Rfvdr2i62QP0hX5LUeMDb2IVXMlOtNbdJa',
        "new Dropbox({ accessToken: 'sl.u.JpyyIbM586W0q_jAGrm8xUwPOZHBrzSoBzE8iUWWAgWHIlB_DvBWzY8rFWKG_F6P8rbbLC6RGCwEKYcCyW22Z5q6YBrHoum676qBdFOz97SFellcbRPTuxSm9R3v0PJlkvLkr3UufCbXOsuBZSBYs-sPM8f10orTKh_iiH2rdH-2u4-mXyAJfJDHAjbAT6u6amSGz7byqg3ekOeyS66orKaKvSwoAwfBOJYRADXWXlFEz6tWxxPb7c0AlfyhAkC6Se3NcJ-t_qQQftdL_hMddXegBI5OXfmwfhfFdMDen5vCD85IYmqohk58oO_lww6fS0u_8fvAkdkA_WhccsrhIMcYvgaxZsyd1HUdmsR4SMjkiclNCcUtt45aPQnwXxAE1TrsOTgHDSQ98I3GYNBjsI2KjHKXog1d0dHCeecJz_uR56KTvLAYVLm4ZJsHCdeSKqtHM1Mo2c36b75ihQolSjNDPhsRlmeQMjYu52laYhAIoOgic3IlcUTy9VajhwAgkTg2mNDtrWWhFBSRo6tJPd22bzWF5MSJOLddkZv4Mpute1pShHR16ByfuEiOeCvtdXQbF7lAo7ZnA6IPjbHq2Vm_lwMA0PWQx3jvCCeoA4RiHZC3RtlSfDfSBU9DwW6xM85JoYiO5sAXS2NyTS3FxDoTw2drlRtToxYVXwzO0hiIVxT0ugpnsZNPN0Qgrm2lZRz_Wi5-m4ua5_cDKUiaa7qv8inymAT0mQjAPVvY41QFvhQfxmpLdQ64g9e_mjvkIMt_jJXII2INl0pBaVsXDKcnZpjlShiahlsH5ZHbkW0bxoEYHyV1yt4RofNH9f39XJIgrgYdt44e-i1BKvs-oK82n3uEqFzIOPqZaye7_oA4pmk6MECSb2nko08HTAXsV323YxdJyIkjeWFdPULR-oNs_da4j3LB98H6rF4pDayxPczuNS9PIa1Xc-eHeY55a769ZfBVYZHhjvO96drPMg6AavO2y_RwapggKFkOWQPXaZxKYMJXdbUiXGd0fZC70D0AwwfDTsi3XJhKflaFXbNUWiGh2_V8QmyhBfZvoSqoBLs65rFl5_VLWooc9fm6ICFGVw4gw9Dkb' })",
      ],
      clean: [
        'DROPBOX_TOKEN=sl.eKprh2nZ0ZMURBO5SXF5jmXvytZevXkmt7FjVEnb',
        'DROPBOX_TOKEN=tsl.BRwAAChUczrmlSLGrRY3Ny6me9gaqG4WiMRixKKWsq9RToUUO3vj5SWF9fCL3UshewKeNpgrZZxpGSGEcw8x3W7lO9rWdj1TE1EQmAAeK7hxB036UHzlwvGlOwrmHoKnJhUqRqshE2XS',
        'window.sl.load("page")',
      ],
    },
  },
  {
    id: 'dropbox-long-lived-api-token',
    name: 'Dropbox long-lived access or refresh token',
    provider: 'Dropbox',
    why: 'Anyone with it can read and write the files that the app may; it does not end by itself.',
    severity: 'critical',
    confidence: 'high',
    revoke: 'Revoke it through the API (/2/auth/token/revoke), or disconnect the app from the account.',
    revokeUrl: 'https://www.dropbox.com/account/connected_apps',
    source: OAUTH,
    keywords: ['aaaaaaaaaa'],
    pattern: /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{11}AAAAAAAAAA[A-Za-z0-9_-]{43}(?![A-Za-z0-9_=-])/g,
    reach: { before: 40, after: 80 },
    minEntropy: 4,
    samples: {
      hit: [
        'DROPBOX_ACCESS_TOKEN=XdbOawCBQ1KAAAAAAAAAAu0v7lkzuIleVbegU2BzERR_qHbGo_JQpNH-aO_UrtZa',
        'curl -H "Authorization: Bearer ygHDyNXRfI8AAAAAAAAAAPXIrud7Z6atfP-FQbji8oUIuUE51mSR2wOMdW5y8UZb" https://api.dropboxapi.com/2/files/list_folder',
      ],
      clean: [
        'DROPBOX_ACCESS_TOKEN=zApWJilKRleAAAAAAAAAAgC8cevk51dqAckar2ulnSBNMr7C1Ql',
        'png = "iVBOR9JlpbOCZB9dULMz7NRVCcdM3g398PcOybBSesS5aAAAAAAAAAAS298wbXCXL3NUI0sNTFfYtPGPByhxv4xAVanQz81QLmHXgib47qroomrgGeY"',
        'DROPBOX_ACCESS_TOKEN=AAAAAAAAAAAAAAAAAAAAAAAA',
      ],
    },
  },
  {
    id: 'dropbox-refresh-token',
    name: 'Dropbox refresh token',
    provider: 'Dropbox',
    why: 'Anyone with it and the app secret can get access tokens of the account until it is revoked.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Disconnect the app from the account, which ends the token.',
    revokeUrl: APPS_PAGE,
    source: OAUTH,
    keywords: ['dropbox', 'dbx_'],
    pattern: assigned('(?<![a-z])(?:dropbox|dbx)[\\w.-]{0,20}refresh[_.-]?token', '[A-Za-z0-9_-]{64}'),
    minEntropy: 3.5,
    samples: {
      hit: [
        'DROPBOX_REFRESH_TOKEN=GciZXySzYvsSgpmxgN9GD8oHtRC9T_1FlBDpjLoTyKL3YeDqOBhn9M9ZhAsys7da',
        "dropboxRefreshToken: 'MLBDghYrfx3GivDxqdeSCaQgABY8QRD7LTgBli1YkoOLKAjNaArfUGep9rfFlmJb'",
      ],
      clean: [
        'DROPBOX_REFRESH_TOKEN=c8LCRkKVRT3MIKNDJ4gVkdQB33QOsti2x4DoxwMp',
        'DROPBOX_FOLDER_ID=076wqHG2Lqgr51UxA9FND4TP3GJmVv9iG2iAo5Ht9tbq0hG6GNV46uGQfSj51Z4y',
        'DROPBOX_REFRESH_TOKEN=<refresh token>',
      ],
    },
  },
];
