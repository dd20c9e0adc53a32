import os
import stripe

stripe.api_key = os.environ["STRIPE_SECRET_KEY"]
PUBLISHABLE = "pk_live_7FePPVrqy2hsAN2WCxjpGr18"
EXAMPLE = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"
WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "whsec_...")
PRICE_ID = "price_vMF7T0GxuMjMsGpoqlGV940u"
CUSTOMER_ID = "cus_6QPT4pfkOzSZeo"
assert stripe.api_key.startswith(("sk_live_", "sk_test_")), "sk_live_ key expected"
IDEMPOTENCY_KEY = "order-{order_id}-attempt-{attempt}"
TOKEN_URL = "https://connect.stripe.com/oauth/token"


def redact(secret_key: str) -> str:
    return secret_key[:8] + "…"
