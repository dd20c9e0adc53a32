import type { Rule } from '../rule';

/** Credentials of WordPress. */
export const wordpressRules: readonly Rule[] = [
  {
    id: 'wordpress-salt',
    name: 'WordPress authentication key or salt',
    provider: 'WordPress',
    why: 'With all of them, and the hash of a password, anyone can forge the cookie of a signed-in user.',
    severity: 'high',
    confidence: 'high',
    revoke: 'Replace all eight by new ones, which signs all users out.',
    revokeUrl: 'https://api.wordpress.org/secret-key/1.1/salt/',
    source: 'https://developer.wordpress.org/advanced-administration/security/wp-config/',
    keywords: ['auth_key', 'auth_salt', 'logged_in_key', 'logged_in_salt', 'nonce_key', 'nonce_salt'],
    kit: 'WordPress keys and salts',
    pattern:
      /(?<!\w)(?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)["']?[\t ]{0,8}[,=][\t ]{0,12}["'](?<secret>[^"'\\\r\n]{60,70})["']/g,
    reach: { before: 20, after: 140 },
    minEntropy: 4.2,
    samples: {
      hit: [
        "define( 'AUTH_KEY',         'Q59UNMrftIHiSjUDs0uR|{%8Icyae866A5hrzLjfD&;H7MzkYrepS=(Xwxvp7a5v~' );",
        "LOGGED_IN_SALT='XJTkk8byuSDhdbWXfbL32eAiNmstJKaEsUSTDg32^[}DyaX7GGe5ycpFstdhirj9'",
      ],
      clean: [
        "define( 'AUTH_KEY',         'put your unique phrase here' );",
        "define( 'NONCE_SALT', getenv('NONCE_SALT') );",
      ],
    },
  },
  {
    id: 'wordpress-database-password',
    name: 'Database password of WordPress',
    provider: 'WordPress',
    why: 'Anyone who reaches the database can read and change all of the site with it, its users included.',
    severity: 'high',
    confidence: 'medium',
    revoke: 'Change the password of the database user, and wp-config.php with it.',
    revokeUrl: null,
    source: 'https://developer.wordpress.org/advanced-administration/security/wp-config/',
    keywords: ['db_password'],
    pattern:
      /define\([\t ]{0,4}["']DB_PASSWORD["'][\t ]{0,8},[\t ]{0,8}["'](?<secret>[^"'\\\r\n]{6,100})["']/g,
    minEntropy: 2,
    samples: {
      hit: ["define( 'DB_PASSWORD', '75UoIBX8siB7M8RO' );", 'define("DB_PASSWORD", "Nm9qUz#Hask8zq");'],
      clean: ["define( 'DB_PASSWORD', $argv[1] );", "define( 'DB_PASSWORD', getenv('DB_PASSWORD') );"],
    },
  },
];
