/** Words too long to occur in a random value by chance, and unlikely in a real one. */
export const LONG_WORD =
  /change[_-]?(?:me|it)|example|placeholder|redacted|replace[_-]?(?:me|with)|insert[_-]your|not[_-]?a[_-]?real|your[_-]?(?:api[_-]?key|token|password|secret)/i;

/** Words that stand in for a secret, or that describe the expected value. */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  (
    'a abc abcd access account actual add admin also an and api apikey app application asdf auth azure aws bar base baz bearer ' +
    'be blah bogus bot bucket change changed changeit changeme client code com config connection cred credential credentials ' +
    'db default demo dev development do does dummy email empty encrypted enter environment example examples fake false fill ' +
    'filler foo foobar for from generate generated github given gitlab goes google hash here hidden host id in insert ' +
    'instance invalid is it jwt key keyid keys live local localhost login long lorem ipsum mask masked me missing mock mocked ' +
    'my mykey mypassword mysecret mytoken name new nil no none not nothing npm null number of old omitted on only openai or ' +
    'paste pass passphrase passwd password passwords place placeholder private prod production project provided public put pwd ' +
    'qwerty qwertyuiop qux random real redacted region removed replace replaced required sample samples sandbox secret secretkey ' +
    'secrets secure security server service session set shared should signing sk slack some something somethings staging ' +
    'string stripe stub super sure symmetric tbd temp template temporary test tested tester testing testkey testonly tests ' +
    'that the this to tmp todo token tokens true undefined unset unused user username uuid valid value values variable very ' +
    'webhook will with xxx you your yours'
  ).split(' '),
);
