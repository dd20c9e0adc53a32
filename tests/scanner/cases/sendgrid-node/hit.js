const sgMail = require('@sendgrid/mail');

sgMail.setApiKey('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');

/** Tells a customer that the parcel has left. */
async function sendShipped(order) {
  await sgMail.send({
    to: order.email,
    from: 'parcels@acme.dev',
    templateId: 'd-0d219e1f4122e1a534fa410ba6e22696',
    dynamicTemplateData: { name: order.name, code: order.trackingCode },
  });
}

module.exports = { sendShipped };
