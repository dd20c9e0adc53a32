use sqlx::postgres::PgPoolOptions;

const SIGNING_KEY: &str = "QpMKx+fKziJ8zLXy+gudqJfsar2TiMiYThlhC9uO4hY=";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let pool = PgPoolOptions::new()
        .max_connections(5)
        .connect("postgres://ledger:Cinnabar7Weir@db.ledgerly.net/ledger")
        .await?;
    let client = redis::Client::open("redis://:Peregrine-Sump2@cache.ledgerly.net:6379/0")?;
    println!("{:?}", client);
    Ok(())
}
