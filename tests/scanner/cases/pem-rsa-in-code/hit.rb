# frozen_string_literal: true

require 'openssl'
require 'jwt'

module Licensing
  # Signs the licence files that customers download.
  class Signer
    PRIVATE_KEY = <<~PEM
      -----BEGIN RSA PRIVATE KEY-----
      MIIEpAIBAAKCAQEA4wg9SWDLQIHeLNfyR5XJBaBjukaQSu9pgzbV0X8lX4RQKjpm
      RFfAlX6JYrGM88yG5GWRJYkYhDDfFmwMyOj69srSzMNQTvuZ6rKRTsJO9AdJYMCp
      uzDYqGsNHXG9nGTwr8UaevhvkXstgIIoCCVdUPM+U3NkH32RK3/svnkWh8qmfbub
      DDod/PXOHpdz0mYH4MkYk35rFJnszCWJrgElvb2xh8n/LA9o8a5RrBhCSa5QeHND
      0JgJbvVXl2XGHk8i372BoE+8JEtw56b9FWkYjgD4EVfwF1HeEIO1TkZP0c51sPbp
      AKqJE7hXVRHezD/Ic/xWRWvyB0l8apvIZ2pI+wIDAQABAoIBAAToWAV5YCtkI0dY
      4QCHI7H0G55v3rf1S5SYijAIeD2uVdqefzjET4IWcCXVV19VxnyywrEgW4qlUSKM
      8gx4bM8KPLBMcIn5366LxEmtjZiyJ6CTHu169X6pLGlnMgVqxoEmLkJbkx3T9HyD
      U8DeqJESu6rWIw3t4EYjx8b+RcG9p0Kvoqu8oLp1UjSOuCz4i7WiyX2JhmXrfIel
      8J5sKTnDd8Yyl9UYTf/+hrzJkIzN2NMX57TlZ8x5cGe0xwRLHRAneKVwZos9pXUD
      ax79FA+BtbPumKOh/sbF+YFLam067+0LiSZZf8/7VR17sz9Zxx00H5oR4/QuLdpc
      hPXslFECgYEA/aZhD+cKgUL1bUGvwz/dKm8+vZx47gxwEoyz04vMXOgyBKNaNYLg
      I6eXik4p15GILav8yT0Xszb4XBW+qqVile6qGLIkkmxVEUy5Xn3ARgzXG9MjVfRN
      c4SVNqqOZ9N82qw/CrTVoL8EYySkDNu1l9sRx0Q09giGeN/1O7wjkW8CgYEA5SK6
      EowS+gP2I5C4kt9DtmDTZd6AvdMtYqgMWPHBrZ8Win+JUnOM611E6EJJ+Uo1QwkM
      UfQJyeRmHWSGsMhpO8GiYmGCv4dCBfnxFr+eojXpMKMbFF9/0xi/GXSwXfAZBDFE
      53kC5eUPjeH5y5sPtS22+N0LfXz9rU61nEAFIzUCgYEAziQ/0frFMNRIPekafSYU
      Cn6qkNLv/RciphCvvQdqqT8UF2zizYZ1vsRfhkmL++QMtoGGSc5ayo2sPrp1YJ5U
      huGWX8e3rUBZylt+c2rjroqU78oid6K6p11jHzBx17OrTtSZz4uz6pYTbLfEk6aj
      6KxjwHyQRjwbfXUWCtwWVAUCgYA0HK7G8xaJyAbd1dc0iBSFUQYjH/SVt4aV7nRI
      cktDKnBc9V6M4vzEtsSqMhFS4f61DUTBCsiDIy/aNXewkxPj5EkDKPwshR2N8GdV
      biUs7SfoyN+qxYFzyCgGKRTHeIin/HCYWFxBXtQnx6IhHVX4NbpsZRFs69Vh6gnB
      zImelQKBgQCqNaLpV4LKAU4Jxy5vWzs4zePt1MkA0tOcWt79oRvUmuqGmr2WYe/P
      LYQor2WDmhfpeDCAhdpR3ZVwHx285yrWe3TrQrpPOwOLaJsGOGA3P3+7e5uctkSF
      99mfQlIo5df41kTS3EZ5FRGTPovN/T2EXygs7sXQb7S2+SIrM37XHw==
      -----END RSA PRIVATE KEY-----
    PEM

    def initialize(now: Time.now)
      @now = now
      @key = OpenSSL::PKey::RSA.new(PRIVATE_KEY)
    end

    def sign(customer:, seats:)
      JWT.encode({ sub: customer, seats: seats, iat: @now.to_i }, @key, 'RS256')
    end
  end
end
