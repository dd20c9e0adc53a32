import type { Rule } from '../rule';

/** Keys of OpenWeather. */
export const openweatherRules: readonly Rule[] = [
  {
    id: 'openweather-api-key',
    name: 'OpenWeather API key',
    provider: 'OpenWeather',
    why: "Anyone with it can use up the account's quota of calls.",
    severity: 'low',
    confidence: 'medium',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: 'https://home.openweathermap.org/api_keys',
    source: 'https://openweathermap.org/appid',
    keywords: ['openweather', 'open_weather', 'owm_'],
    pattern:
      /(?:open_?weather(?:map)?[\w.-]{0,20}|(?<![a-z])owm_(?:api_)?)(?:key|id|token)["'\]]{0,2} {0,4}[:=] {0,4}["']?(?<secret>[0-9a-f]{32})(?![\w-])/gi,
    minEntropy: 3,
    samples: {
      hit: [
        'OPENWEATHER_API_KEY=407be440b2c699d2df9846e9213d63c5',
        'OWM_API_KEY: "38145d785c70fa8d626216af7a4fede8"',
      ],
      clean: ['OPENWEATHER_API_KEY=b1204c205aea', 'OPENWEATHER_API_KEY=$KEY'],
    },
  },
  {
    id: 'openweather-url-key',
    name: 'OpenWeather API key in a URL',
    provider: 'OpenWeather',
    why: "Anyone with it can use up the account's quota of calls.",
    severity: 'low',
    confidence: 'high',
    revoke: 'Delete the key on the API keys page.',
    revokeUrl: 'https://home.openweathermap.org/api_keys',
    source: 'https://openweathermap.org/appid',
    keywords: ['openweathermap.org'],
    pattern: /openweathermap\.org\/[\w/.-]{1,60}\?[^\s"'<>?]{0,160}?appid=(?<secret>[0-9a-f]{32})(?![\w-])/gi,
    minEntropy: 3,
    samples: {
      hit: [
        "fetch('https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=eb813e30cdf31349798ab4ce9dd5ec9e')",
        'URL=https://api.openweathermap.org/data/3.0/onecall?lat=1&lon=2&APPID=07ffeb277025340dfa10cee3c027779d&units=metric',
      ],
      clean: [
        'https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=$KEY',
        'https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=c135bbae5d9b',
      ],
    },
  },
];
