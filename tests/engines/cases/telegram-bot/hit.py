import logging
from telegram.ext import Application, CommandHandler

logging.basicConfig(level=logging.INFO)
TOKEN = "8904362674:AAE49Mux5x3Lg3urlm3uJyGORLXp3wrYBfe"
ADMIN_CHAT = 48201937


async def start(update, context):
    await update.message.reply_text("Hello!")


def main():
    app = Application.builder().token(TOKEN).build()
    app.add_handler(CommandHandler("start", start))
    app.run_polling()


if __name__ == "__main__":
    main()
