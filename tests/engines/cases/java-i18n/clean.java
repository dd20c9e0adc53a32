public final class Messages {
    public static final String PASSWORD_LABEL = "Password:";
    public static final String PASSWORD_TOO_SHORT = "Password must have 12+ characters";
    public static final String TOKEN_PARAM = "access_token";
    public static final String SECRET_HEADER = "X-Hub-Signature-256";
    public static final String KEY_ALGORITHM = "PBKDF2WithHmacSHA256";
    public static final String API_KEY_PROPERTY = "acme.client.api-key";
    private static final String CREDENTIALS_FILE = "/etc/acme/credentials.json";
    private static final long serialVersionUID = 4829103746510293847L;
    private String password;
    private char[] secret = System.console().readPassword("Secret: ");
    @Value("${acme.client.secret}") private String clientSecret;
    @Column(name = "password_hash") private String hash;
}
