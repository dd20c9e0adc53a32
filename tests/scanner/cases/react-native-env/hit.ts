export const config = {
  apiUrl: 'https://api.acme.dev',
  sentryDsn: 'https://32e022acf3eff2759df9c2af6807aacc@o48201.ingest.sentry.io/4504201',
  twilio: {
    accountSid: 'ACcc90716c3c272fd40351d317baa29099',
    authToken: 'e2841aec87f2dc89cb60d28d17192df9',
  },
  mapboxSecret: 'sk.eyJ1IjoiYWNtZSIsImEiOia3slTJ9SdC8IxhwSkrNjypI1pvtRm1ED.0otfWMTWI0rxmevzkRHRf7',
  algolia: { appId: 'L4TNQ7RW2E', adminKey: '16ea02e4bc663acadc2948b6130e4d30' },
  basicAuth: 'Basic cGFydG5lcjpXaWNrZXQzU2VkdW0=',
  clientSecret: 'LCqrIBFUQy3FsesAXiEa44Wzeen4m1U_KqZlSaDs',
};
