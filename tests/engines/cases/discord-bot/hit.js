const { Client, GatewayIntentBits, WebhookClient } = require('discord.js');
const { prefix } = require('./config.json');

const client = new Client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
const hook = new WebhookClient({
  url: 'https://discord.com/api/webhooks/421616517065471812/tJjXr6uTRaf8MPdn8vqplS40hw8fFwSqwbxH9lmRZr8d7_JOPY0zWJTU1jSYfycRJY3k',
});

client.once('ready', () => {
  console.log(`Logged in as ${client.user.tag}`);
  hook.send('up again');
});

client.on('messageCreate', (message) => {
  if (message.content === `${prefix}ping`) message.reply('pong');
});

client.login('MzMyNTkyOTgxNjIyNTE5NTcy.G5ydaM.ZiigMj-HElUIzt_02VOi9n8Li0cZiGkbsiKMX3');
