import stripe
from flask import Blueprint, request, abort

bp = Blueprint("billing", __name__)

stripe.api_key = "sk_live_YgXP0iZ4RF4uiRKQ0dGaxvn8"
PUBLISHABLE = "pk_live_CeYeKmsniUbrVQjOK5Jqkz94"
WEBHOOK_SECRET = "whsec_3dnWRVxma3sKehTt9n0OaXjBfnE2rpbp"


@bp.post("/webhook")
def webhook():
    signature = request.headers.get("Stripe-Signature")
    try:
        event = stripe.Webhook.construct_event(request.data, signature, WEBHOOK_SECRET)
    except (ValueError, stripe.error.SignatureVerificationError):
        abort(400)
    return {"received": event["type"]}
