import { weigh } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Check, Rule } from '../rule';

/** The key bytes of Cisco's type 7, public since 1995, so that anyone can decode it. */
const TYPE_7 = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

/** Decodes a password of type 7: two digits of offset, then the bytes as hexadecimal digits. */
function readType7(text: string): string | undefined {
  const offset = Number(text.slice(0, 2));
  if (!(offset <= 15) || text.length % 2 === 1) return undefined;
  let password = '';
  for (let at = 2; at < text.length; at += 2) {
    const key = TYPE_7.charCodeAt((offset + at / 2 - 1) % TYPE_7.length);
    password += String.fromCharCode(Number.parseInt(text.slice(at, at + 2), 16) ^ key);
  }
  return /^[\x20-\x7e]{1,100}$/.test(password) ? password : undefined;
}

const checkType7: Check = ({ secret, kind }) => {
  const password = readType7(secret);
  if (password === undefined) return 'no';
  return weigh(password, kind) === 'no' ? 'low' : weigh(password, kind);
};

const about = {
  provider: 'Cisco',
  why: 'Anyone who can reach the device can sign in to it, and so read and redirect what passes through it.',
  revoke: 'Change the password on the device, and use type 8 or 9 for the new one.',
  source: 'https://www.cisco.com/c/en/us/td/docs/ios-xml/ios/security/d1/sec-d1-cr-book/sec-cr-e1.html',
} as const;

/** Passwords and keys in the configurations of routers, switches and wireless networks. */
export const networkDevicesRules: readonly Rule[] = [
  passwordRule({
    ...about,
    id: 'cisco-type-7-password',
    name: 'Cisco password of type 7',
    keywords: ['password 7', 'key 7', 'secret 7', 'community 7', 'key-string 7', 'md5 7'],
    pattern:
      /(?<![\w-])(?:password|key|secret|key-string|md5) 7 (?<secret>[01]\d[0-9A-Fa-f]{6,100})(?![0-9A-Za-z])/g,
    check: checkType7,
    samples: {
      hit: [
        { path: 'router.cfg', text: 'username ops privilege 15 password 7 081B581B0228124E0A271C\n' },
        { path: 'switch.txt', text: 'tacacs-server key 7 0329435C4B1E155E1A330E\n' },
      ],
      clean: [
        { path: 'router.cfg', text: 'username ops password 7 <hidden>\n' },
        'Choose a password 7 characters long.',
      ],
    },
  }),
  passwordRule({
    ...about,
    id: 'cisco-password-hash',
    name: 'Cisco password of type 8 or 9',
    why: 'Passwords that people chose can be found by trying many: a hash only slows that down.',
    severity: 'medium',
    cwe: 'CWE-916',
    keywords: [' 8 $8$', ' 9 $9$'],
    pattern:
      /(?<=(?:secret|password|key) [89] )(?<secret>\$[89]\$[./A-Za-z0-9]{14}\$[./A-Za-z0-9]{43})(?![./A-Za-z0-9])/g,
    check: ({ secret, kind }) => (new Set(secret).size > 16 && kind.role === 'product' ? undefined : 'low'),
    samples: {
      hit: [
        {
          path: 'router.cfg',
          text: 'enable secret 9 $9$kQw9xLp2mVb8R4$nJc7Ys1DfHg3Tn6Bv0aXeUiKo8qZt5kQw9xLp2mVb8R\n',
        },
      ],
      clean: [{ path: 'router.cfg', text: 'enable secret 9 $9$salt$hash\n' }],
    },
  }),
  passwordRule({
    ...about,
    id: 'cisco-plain-password',
    name: 'Plain password in a Cisco configuration',
    keywords: ['enable ', 'username ', 'tacacs-server', 'radius-server', 'pre-shared-key'],
    pattern:
      /^[\t ]{0,8}(?:enable (?:secret|password) (?:0 )?|username \S{1,60} (?:privilege \d{1,2} )?(?:secret|password) (?:0 )?|(?:tacacs-server|radius-server) [^\n]{0,120}?key (?:0 )?|pre-shared-key (?:address \S{1,40} key |ascii-text "|local |remote )?)(?!\d (?:\$|[0-9A-F]))(?<secret>[^\s"]{4,100})"?[\t ]{0,4}\r?$/gm,
    formats: ['text', 'ini'],
    check: ({ secret, kind }) => (/^[a-z]{1,100}$/.test(secret) ? 'no' : weigh(secret, kind)),
    samples: {
      hit: [
        { path: 'router.cfg', text: 'hostname edge\nenable password Zt5kQw9xLp2m\n' },
        { path: 'router.cfg', text: 'username ops privilege 15 secret 0 Mx7-qTr4Zw\n' },
      ],
      clean: [
        { path: 'router.cfg', text: 'enable secret 5 $1$abcd$abcdefghijklmnopqrstuv\n' },
        { path: 'router.cfg', text: 'enable password <password>\n' },
        'To sign in, enter your\nusername and password below\n',
      ],
    },
  }),
  passwordRule({
    id: 'wifi-passphrase',
    name: 'Passphrase of a wireless network',
    provider: 'Wi-Fi',
    why: 'Anyone within range can join the network.',
    severity: 'medium',
    revoke: 'Change the passphrase at the access point and on every device that joins.',
    keywords: ['psk', 'wpa_passphrase', 'wep_key', 'keymaterial'],
    pattern:
      /(?:^[\t ]{0,8}(?:wpa_passphrase|psk|wep_key[0-3]|sae_password)[\t ]{0,4}=[\t ]{0,4}|<keyMaterial>)(?<quote>"?)(?<secret>[^\s"<$]{8,64})(?:"|<\/keyMaterial>|[\t ]{0,8}\r?$)/gm,
    source: 'https://manpages.debian.org/bookworm/wpasupplicant/wpa_supplicant.conf.5.en.html',
    samples: {
      hit: [
        { path: 'wpa_supplicant.conf', text: 'network={\n  ssid="acme"\n  psk="Zt5kQw9xLp2m"\n}\n' },
        { path: 'hostapd.conf', text: 'wpa=2\nwpa_passphrase=Mx7-qTr4Zw\n' },
        {
          path: 'wlan.xml',
          text: '<sharedKey><keyType>passPhrase</keyType><keyMaterial>Hj3Ksq9LxTz7</keyMaterial></sharedKey>',
        },
      ],
      clean: [
        { path: 'wpa_supplicant.conf', text: 'network={\n  ssid="acme"\n  key_mgmt=NONE\n}\n' },
        { path: 'hostapd.conf', text: 'wpa_passphrase=$' + '{WIFI_PASSPHRASE}\n' },
      ],
    },
  }),
];
