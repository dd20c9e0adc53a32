import { assigned } from '../patterns';
import type { Check, Rule } from '../rule';

/** Tokens for other audiences than the Management API are the general rule’s for JSON Web Tokens. */
const isForManagement: Check = ({ secret }) => {
  const payload = Buffer.from(secret.split('.')[1] ?? '', 'base64url').toString('utf8');
  return /"https:\/\/[^"\s]{4,200}\/api\/v2\/"/.test(payload) ? 'high' : 'no';
};

/** Auth0. Its client ids and domains are public. */
export const auth0Rules: readonly Rule[] = [
  {
    id: 'auth0-client-secret',
    name: 'Auth0 client secret',
    provider: 'Auth0',
    why: 'With the public client id, anyone can get tokens as this application, and for some the users’ data.',
    severity: 'critical',
    confidence: 'medium',
    revoke: 'Rotate the secret in the application’s settings.',
    revokeUrl: 'https://manage.auth0.com/dashboard',
    source: 'https://auth0.com/docs/secure/application-credentials',
    keywords: ['auth0'],
    pattern: assigned('auth0', '[A-Za-z0-9_-]{64}'),
    minEntropy: 4.2,
    samples: {
      hit: [
        'AUTH0_CLIENT_SECRET=SgNBswlcDfuR3NHS_4Z9qRd8K_HLDdCW9RfSEiUuSXucIK7P02xvh1LQuGj_FWog',
        "auth0: { auth0ClientSecret: 'KaTpQB7NFZ1VLsS7SJizBRJJ4j0dAh3oTS8prAUgAV4BaYadqToDBxt1zF__Zwj2' }",
      ],
      clean: [
        'AUTH0_CLIENT_ID=J3IGvCiNG420U4vAgan9mQXKqKSK5mKR',
        'AUTH0_SECRET=8326ce4f98d1d2cc6c3bc49e5f27f807fc83333852f7b6e4315b38f8c2463a33',
      ],
    },
  },
  {
    id: 'auth0-management-token',
    name: 'Auth0 Management API token',
    provider: 'Auth0',
    why: 'Until it expires, anyone with it can read and change the tenant’s users and applications as its scopes permit.',
    severity: 'high',
    confidence: 'high',
    revoke:
      'Rotate the secret of the application that it was issued to; a token already issued ends when it expires.',
    revokeUrl: 'https://manage.auth0.com/#/apis/management/explorer',
    source: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    keywords: ['auth0', 'mgmt', 'management'],
    reach: { before: 8, after: 2400 },
    pattern:
      /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{20,300}\.eyJ[A-Za-z0-9_-]{40,1600}\.[A-Za-z0-9_-]{40,700}(?![A-Za-z0-9_-])/g,
    check: isForManagement,
    samples: {
      hit: [
        'AUTH0_MGMT_TOKEN=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IkhrZkJNNFJFa25ZeVVCOElBRVF4NyJ9.eyJpc3MiOiJodHRwczovL2FjbWUtcGU4aXguZXUuYXV0aDAuY29tLyIsInN1YiI6IlcyR1gxdlB6dlZqc0R6ODBHeWltbW56eXJJOW1sUGgzQGNsaWVudHMiLCJhdWQiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tL2FwaS92Mi8iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMjU5MjAwMCwic2NvcGUiOiJyZWFkOnVzZXJzIn0.nc7MYNHjf0Ul79rWCTThyZvc-pQkQ3MNDVzgZ6XGqdNL5cmSneIMgQODi-x4IZ27wt4BrxNjO5qxQZa_Ot5vJdqHSA2mNNgvXo8fhzXOATOhk2MY7E3NgvtPzgFnjL1T4h7jgh1ldZ30LjfDQypAXabavIBoz66NuNefAqFZfNvzmmGnpXZFL6SRR0U5LlaVKIdAo0n9W6OTNK2bmt_OqX4q1c-37l9yH5pzcYVbNpnkzgGSZSQjRMTUb02e5q431s-CIxcMd1ACXYIng0mRTaeHdC-pCXfiwXhb_fRVspQYahSwQ0Dlqwx3RIX-kerMAUY0Wzx2DNZwfG4pmhIyG2',
        '"auth0_management_token": "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IkFibkhKQWwyUjJyU3RtZllhVWFxdCJ9.eyJpc3MiOiJodHRwczovL2FjbWUtaWtqaHcuZXUuYXV0aDAuY29tLyIsInN1YiI6Im01R1NLVWlHZDlOWnZwdEFZeWl5MzdTOTVWNTlJaXFrQGNsaWVudHMiLCJhdWQiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tL2FwaS92Mi8iLCJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMjU5MjAwMCwic2NvcGUiOiJyZWFkOnVzZXJzIn0.SOXcFmqfwgrZ-oPFJjy_dTttgoEXTUnDi5C7XLhHYSANfm1YPZIrusQ-dWe8QTXXjkO9wHGN4mq0e_yVZ5h5Th93HKQmbjibRhFS9dsXKX1XlsJoZ66wZpkhTaCIlZEeRUyfj-DJkt0swm87zdGjYI2anoGmerjfLnNHGXbLSnNu5qoz-LujdOOsj71PxEjG0T7ZpA6EW9Hhln7o949PinYEV-pzH83eg_yY3zjtmr1-u7Xi8Vwc5WHZvrEf3EShp3no5kiXnj5whN_m-t0SR0fZhg_RF0zVTIchMwwWKCs7XFOGBNwBHZ_voavc-wIhqmPfEKcxWpX_QCpposvkHP"',
      ],
      clean: [
        'AUTH0_TOKEN=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL2FjbWUuZXUuYXV0aDAuY29tLyIsImF1ZCI6Imh0dHBzOi8vYXBpLmFjbWUuZGV2Iiwic3ViIjoiZGJKSEhxQXRYSU1VVGtSTzhCSnQifQ.MQ4faP8oL983At7jty3dIUl7Iv0gERotGHZa-_WJmjtCHCV8CQtZG5S49UyjXGsj28stMjPtRawqli7ljTN8FdvQfEWR2mpSthBgi6fMXFcqgHOXoMD2Nyql3ZNbe2_Sb10Gk_xkxLAPpQ5718Rr4cEejoiX_bsIPm0PDr5myCIKhp5GiTgTa8SW02wSK5lltEXbWpXUiXUZB3ffXP2l4JCOCS1VLmOYD_tNXQha47CNlD5-tZkzCTwrv7iMm4JJvvegiyIG6JbJtdrP4b4vpL1NXfP1utxT3cqHaTdgYvxFgZNi-rtD54MIb7YI_9gfn9sfcC6l1rAAG3Wb_xbrPt',
        'AUTH0_MGMT_TOKEN=eyJ...',
      ],
    },
  },
];
