import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * A Neo4j server on a free port of loopback, for as long as stdin stays open.
 *
 * <p>Arguments: a new folder and a password of eight characters or more. Prints the Bolt port when
 * Bolt answers. Ends with its parent, whose end closes stdin, so no test run leaves one behind.
 */
public class Neo4jForTests {
    public static void main(String[] arguments) {
        try {
            serve(arguments[0], arguments[1]);
            System.exit(0);
        } catch (Throwable error) {
            // The server's threads are no daemons: without an exit the process would hang.
            error.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(String home, String password) throws Exception {
        var dbms = new DatabaseManagementServiceBuilder(Path.of(home))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.pagecache_memory, 64L << 20)
            // Tests empty the graph and fill it: by its own rule the server would plan each statement again every ten
            // seconds, for the numbers of nodes changed, and spend nine tenths of its time on that.
            .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofDays(1))
            // Without these two the end takes ten seconds.
            .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
            .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_timeout, Duration.ZERO)
            .build();
        dbms.database("system").executeTransactionally(
            "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
            Map.of("password", password));
        var neo4j = (GraphDatabaseAPI) dbms.database("neo4j");
        System.out.println(neo4j.getDependencyResolver()
            .resolveDependency(ConnectorPortRegister.class)
            .getLocalAddress(ConnectorType.BOLT)
            .getPort());
        while (System.in.read() != -1) {}
        dbms.shutdown();
    }
}
