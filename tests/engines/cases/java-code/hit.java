package dev.acme.reports;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.crypto.spec.SecretKeySpec;

/** Opens connections to the reporting database. */
public final class Connections {
    private static final String URL = "jdbc:postgresql://reports-db:5432/reports";
    private static final byte[] AES_KEY = "gZt6TC9jqgeGZot2SnySjLnwPPG8KLoM".getBytes();

    private Connections() {}

    public static Connection open() throws SQLException {
        return DriverManager.getConnection(URL, "reports", "Tansy9Girder");
    }

    public static SecretKeySpec key() {
        return new SecretKeySpec(AES_KEY, "AES");
    }

    static Connection mysql() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://10.2.0.5/crm?user=crm&password=Umbel-Flint3");
    }
}
