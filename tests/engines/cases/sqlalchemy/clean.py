import os
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

url = URL.create(
    "postgresql+psycopg2",
    username=os.environ["DB_USER"],
    password=os.environ["DB_PASSWORD"],
    host="wh-db.internal",
)
ENGINE = create_engine(url)
SQLITE = create_engine("sqlite:///./app.db")
FORMATTED = "postgresql://{user}:{password}@{host}/{db}".format(**os.environ)
PERCENT = "mysql://%s:%s@%s/%s" % ("a", "b", "c", "d")
DOC = "postgresql://scott:tiger@localhost/test"


class User(Base):
    __tablename__ = "users"
    password_hash = Column(String(128), nullable=False)
    reset_token = Column(String(64), index=True)

    def check_password(self, password: str) -> bool:
        return verify_password(password, self.password_hash)


def login(username, password=None, token=DEFAULT_TOKEN):
    credentials = dict(username=username, password=password)
    return client.post("/login", json=credentials)
