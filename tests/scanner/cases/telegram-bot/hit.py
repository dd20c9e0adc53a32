import logging
from telegram.ext import Application, CommandHandler

logging.basicConfig(level=logging.INFO)
TOKEN = "8422726406:AAurlm3uJyGORLXp3wrYBfezTlwTqtTBtci"
ADMIN_CHAT = 48201937


async def start(update, context):
    await update.message.reply_text("Hello!")


def main():
    app = Application.builder().token(TOKEN).build()
    app.add_handler(CommandHandler("start", start))
    app.run_polling()


if __name__ == "__main__":
    main()
