import type { Rule } from '../rule';

/** Keys made only for this file, which no system trusts. */
export const PEM_SAMPLES: Rule['samples'] = {
  hit: [
    [
      '-----BEGIN EC PRIVATE KEY-----',
      'MHcCAQEEIA0UNfN04DkGlvS+N87a15K2kUVjAxKgsrL4uhX1Yy/JoAoGCCqGSM49',
      'AwEHoUQDQgAEfMOg7HKcGzrQ8h3JUjj/zACgcVCSB3CrjmaQxMGTn6hGcCGtLIk1',
      '5zSZMuA7RCW4hXA2TRB9RIFGHaNhxxU0jQ==',
      '-----END EC PRIVATE KEY-----',
    ].join('\n'),
    [
      '# deploy key',
      '-----BEGIN OPENSSH PRIVATE KEY-----',
      'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW',
      'QyNTUxOQAAACCsTJWRTFfDMuc1X12wMFbfg+u0TAf6bD6WMk2j480fDAAAAI6Y6b/cmOm/',
      '3AAAAAtzc2gtZWQyNTUxOQAAACCsTJWRTFfDMuc1X12wMFbfg+u0TAf6bD6WMk2j480fDA',
      'AAAEB+sO96b36vfRmfBqsN8OiHJmblY5KCA3eLijuZkcgBaqxMlZFMV8My5zVfXbAwVt+D',
      '67RMB/psPpYyTaPjzR8MAAAABmRlcGxveQECAwQF',
      '-----END OPENSSH PRIVATE KEY-----',
    ].join('\n'),
    {
      path: 'service-account.json',
      text: '{"private_key": "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEICnA7ra0SPjDFelCdAvtqhNrcHmTRv57qFIKZgt2y+OH\\n-----END PRIVATE KEY-----\\n"}',
    },
    {
      path: 'app.yml',
      text: [
        'tls:',
        '  key: |',
        '    -----BEGIN PRIVATE KEY-----',
        '    MC4CAQAwBQYDK2VwBCIEIHDbljzsTnwtUfTl0JqMPDSwAo+rQv54zJyG1HYDFrqP',
        '    -----END PRIVATE KEY-----',
      ].join('\n'),
    },
  ],
  clean: [
    [
      '-----BEGIN PUBLIC KEY-----',
      'MCowBQYDK2VwAyEAOoFIZI+y5IqhmtLy6OHDOFR4Q6w6AmfHk8rCDALkMs4=',
      '-----END PUBLIC KEY-----',
    ].join('\n'),
    '-----BEGIN PRIVATE KEY-----\nREPLACE ME\n-----END PRIVATE KEY-----',
    '-----BEGIN EC PRIVATE KEY-----\nAHaZVspx7QAscResg+DR/0Sl1wX487i7yeMxeKoN+XrYoS/6KSoUk/4d9kiRk7MjlJTeQCnSRq1vzIUeTgC8WH5fM2ri+MVrW/1UQtZWrXY9A0h6VSCmPyEd\n-----END EC PRIVATE KEY-----',
    "if (text.startsWith('-----BEGIN RSA PRIVATE KEY-----')) return parse(text.slice(31));",
  ],
};

export const PUTTY_SAMPLES: Rule['samples'] = {
  hit: [
    [
      'PuTTY-User-Key-File-3: ssh-ed25519',
      'Encryption: none',
      'Comment: deploy',
      'Public-Lines: 2',
      'JqsX4I2Yh/IgoixH6vjZYZBGMySrqs9WJLVSgwkjX6oIOoJpW3o2S4tdEr4eiaFh',
      '3XQX',
      'Private-Lines: 1',
      'YhD6MaEUdQAbmnejWpyUJG8PfQE4B3Ba3FE8ObB3Es9Rpih/',
      'Private-MAC: 0fd5347580208fd03e937fa60403bb60d2590d499d838b5b53e40dc648d1ba9c',
    ].join('\n'),
    [
      'PuTTY-User-Key-File-3: ssh-ed25519',
      'Encryption: aes256-cbc',
      'Comment: deploy',
      'Public-Lines: 2',
      'jcadzaEn4nI9QJLZhJzfKIkmfQKpRct3zO0Y5ONpSMWnp3Izh/l5OCQ+cu1IhCqK',
      'ASa+',
      'Private-Lines: 1',
      'ovNO5fo2owwtkVIyR/1xzUXN0lNDoQNF3KKJN/v4b17Qh8TF',
      'Private-MAC: c101d8e601d9cb50812d58b9b112d4ffaa06b685167abe3176775d47d09cb6dd',
    ].join('\n'),
  ],
  clean: [
    'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: deploy\nPublic-Lines: 2\n',
    'The file begins with PuTTY-User-Key-File-3: and the name of the algorithm.',
  ],
};
