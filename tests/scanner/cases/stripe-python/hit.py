import stripe
from flask import Blueprint, request, abort

bp = Blueprint("billing", __name__)

stripe.api_key = "sk_live_iUbrVQjOK5Jqkz943dnWRVxm"
PUBLISHABLE = "pk_live_a3sKehTt9n0OaXjBfnE2rpbp"
WEBHOOK_SECRET = "whsec_7FePPVrqy2hsAN2WCxjpGr18vMF7T0Gx"


@bp.post("/webhook")
def webhook():
    signature = request.headers.get("Stripe-Signature")
    try:
        event = stripe.Webhook.construct_event(request.data, signature, WEBHOOK_SECRET)
    except (ValueError, stripe.error.SignatureVerificationError):
        abort(400)
    return {"received": event["type"]}
