const sgMail = require('@sendgrid/mail');

sgMail.setApiKey('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');

/** Tells a customer that the parcel has left. */
async function sendShipped(order) {
  await sgMail.send({
    to: order.email,
    from: 'parcels@acme.dev',
    templateId: 'd-b438337b241448b10d219e1f4122e1a5',
    dynamicTemplateData: { name: order.name, code: order.trackingCode },
  });
}

module.exports = { sendShipped };
