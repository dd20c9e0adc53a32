from flask import Flask
from flask_mail import Mail
import boto3
import paramiko

app = Flask(__name__)
app.secret_key = b'_5#y2L"F4Q8z\n\xec]/'
app.config['SQLALCHEMY_DATABASE_URI'] = 'mysql+pymysql://blog:Teal5Cobble@localhost/blog'
app.config["MAIL_PASSWORD"] = "Heather9Sluice"
app.config.update(
    JWT_SECRET_KEY="BvS0xztSLJAz12sbU85MXZR1P7DqqbTEhsvjWmpz",
    DEBUG=False,
)
mail = Mail(app)

s3 = boto3.client(
    "s3",
    aws_access_key_id="AKIAWQJSGECFS7WHMM5L",
    aws_secret_access_key="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",
)

ssh = paramiko.SSHClient()
ssh.connect("10.9.0.3", username="deploy", password="Gravel7Kite")
