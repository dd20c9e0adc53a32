# frozen_string_literal: true

require 'openssl'
require 'jwt'

module Licensing
  # Signs the licence files that customers download.
  class Signer
    PRIVATE_KEY = <<~PEM
      -----BEGIN RSA PRIVATE KEY-----
      MIIEowIBAAKCAQEAqWeFlNRsvhWKMaB1bDjEWfWn7YrflJpYIDsOqbl/1MCZBQY8
      70y1BShEW8Di1Bc9B0XqPnfPb9vM6Ln1rDIIjKQ/z63k8sze+mSojXLgY2FXB4z7
      oSsMHrVKKRBxlvl4z7VEdPiBJxDBRhQ5oWPhnJZZAPWLkB5q+60D7ONfjQfiUnRS
      Vt9hVcYVf8769TwQMVQzk9sjaZN5w++uNzp4T06PfD80mO//Ae2MM8lxzxe/LY+h
      0kgS8GOOLBGK5+zAHfoUjdx//wqFYXQzE6gI2dJYlyxpPtHhm1cPo/kXcpgrN8ws
      pbXALB1vhZisUARcK8Ntp2SQ0R8NMaDwSGVFrwIDAQABAoIBAAhxO65HmBBps51v
      afqrN5DzeWmtU+geXMmd99ZhZyuGaIgK9WAdncstZGJINZ6QWiJqtiwO6F++407Z
      J9pPTK832PIJPnUTawIChBT+TYyPPFyzP3bTx4nnIDf1kanVo++CAptrtXOUVec8
      AAVAKqYjX8eVLfqJFRezPVtXCUW6Fokbr06u5uhJ12P8oHYGVXIdmzeCgEEjjm1C
      pZw+z2cjxw4niMpercMQhftWs1QD0nVMxFhcrUAamqCNnsdTPwEu/eTl9GuyXODB
      28Y3LdubrDEl4Dy2Rf14NbXd7ZBLD3CfC2tr0ye4XWm1Z5ZpeepgyjCuoO2L6Oi5
      ZWsEr5UCgYEA4Yyjd7evA/mL94qI3JY0oiMdN4RgjWzCOicdzI0jwmUNdBWKdnM3
      tRIT0IKJCDNCcaO0rEhQeLb7J1MWwxJg+eFLoJBExGzWHWsOivbOcKFKJVUH9e/2
      i5cIjPOqSbP3LOOhYtQrHPAF7VmBiC7Xi2Uw06o3rGDXLPYnlrSANcMCgYEAwEZr
      SUbvpzqlnw/4ZxE+BD5oLHp3XnKCfb6j6FOdC7Zi2SgD4ebCf6YSGExpdEclp78j
      Ll+J/mnk5vR7I9UyGM8tftrpa8MSMxa5ZY1Gc+hOP4ABsDQ2+8sLx73ZLfRMOy66
      VmLi3RlRslqevHh/D3vm7S9ZhbNA5Qm3enCF9aUCgYAAqEdFrwxch5qn0wiJFAr9
      Ofr40XLylpGOV9TXZsXm6CJ85x8rLzTHW1Ehd2/szTFxYVfCdMd/QpFC0RQs513O
      /KAazLDWnbaWCVzWfNenLmEn8LKAPf3K9Fq7Bm7FnjenMtaikhm6EN0DjxI4kmJg
      bqAQzdsxrmqSH/mHj+kbvwKBgDlGQLspOEY2QBOrrDD3f+O/u0RUjq5BqgFPAoA4
      N/W/NJ6/PrjSBmoDzCwUxuzuLJdVZmNv7iks3hS2CuBXp36gaEr7ZsDE8Ozq/fr0
      JGJudrCPrvEP/LjweOfc846u0O5oMvV8q1t1KVLZj6NQuXihTd6lViNvjAst48vD
      LQRJAoGBAI9C4h2N9iPnR6CV5TD787q8eg7jdJSwCkLERJT2KFuOGRW9cPd7Lc4r
      L8tWz9QEEsxYHgYN0zPPCzLqLooz2iGyHMR6zk2hdMLCEoEn2jQMh9anOU8r3yLV
      LkWu/e6XrRkpS9EmrfgCQ32vz0jH7ZAz5PjxTo9yQLQZQXAdqBFU
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
