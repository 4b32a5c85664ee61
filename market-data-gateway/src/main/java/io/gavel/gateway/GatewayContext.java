package io.gavel.gateway;

import io.aeron.CncFileDescriptor;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Configuration of a gateway: a properties file, and over it system properties of the same names. It is checked as a
 * whole in {@link #conclude()}; each mistake is one line that names the key, its value, and what to change.
 */
public final class GatewayContext
{
    /** The venue: {@code host:port,...} of its nodes. Required. */
    public static final String MEMBERS = "gavel.members";

    /** Address to serve HTTP on. */
    public static final String HTTP_HOST = "gavel.gateway.http.host";

    /** Port to serve HTTP on; 0 for any that is free. */
    public static final String HTTP_PORT = "gavel.gateway.http.port";

    /** Directory of the quotes and of the file that tells the port. */
    public static final String DATA_DIR = "gavel.gateway.data.dir";

    /** Directory of the gateway's own media driver; it is deleted at start and end. */
    public static final String AERON_DIR = "gavel.gateway.aeron.dir";

    private static final String OWN_PREFIX = "gavel.gateway.";
    private static final Set<String> KEYS = Set.of(MEMBERS, HTTP_HOST, HTTP_PORT, DATA_DIR, AERON_DIR);

    private final Properties properties = new Properties();
    private Members members;
    private int httpPort;
    private Path dataDir;
    private Path aeronDir;

    /**
     * Reads a file, and the system properties over it.
     *
     * @param file of {@code key=value} lines, or null for system properties alone.
     * @return not yet checked.
     * @throws GatewayConfigurationException where the file cannot be read, or has a key that is not known.
     */
    public static GatewayContext load(final Path file)
    {
        final GatewayContext context = new GatewayContext();
        if (null != file)
        {
            context.read(file);
        }
        for (final String key : System.getProperties().stringPropertyNames())
        {
            if (KEYS.contains(key))
            {
                context.properties.setProperty(key, System.getProperty(key));
            }
            else if (key.startsWith(OWN_PREFIX))
            {
                throw unknownKey("system property", key);
            }
        }
        return context;
    }

    private void read(final Path file)
    {
        if (!Files.isRegularFile(file))
        {
            throw new GatewayConfigurationException(
                "configuration file " + file + (Files.exists(file) ? " is not a file" : " does not exist"));
        }
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        catch (final MalformedInputException | IllegalArgumentException e)
        {
            throw new GatewayConfigurationException(
                "configuration file " + file + " is not a properties file in UTF-8" +
                (e instanceof MalformedInputException ? "" : ": " + e.getMessage()), e);
        }
        catch (final IOException e)
        {
            throw new GatewayConfigurationException(
                "configuration file " + file + " cannot be read: " + reason(e) + "; check its permissions", e);
        }
        for (final String key : properties.stringPropertyNames())
        {
            if (!KEYS.contains(key))
            {
                throw unknownKey("configuration file " + file + ": key", key);
            }
        }
    }

    private static GatewayConfigurationException unknownKey(final String where, final String key)
    {
        return new GatewayConfigurationException(
            where + " '" + key + "' is not known: expected one of " + String.join(", ", new TreeSet<>(KEYS)));
    }

    /**
     * Checks every setting, and makes the data directory where it is missing.
     *
     * @return this.
     * @throws GatewayConfigurationException on the first mistake.
     */
    public GatewayContext conclude()
    {
        final String memberText = properties.getProperty(MEMBERS, "");
        try
        {
            members = Members.parse(memberText);
        }
        catch (final IllegalArgumentException e)
        {
            throw new GatewayConfigurationException(
                MEMBERS + "='" + memberText + "': " + e.getMessage() + "; name every node of the venue", e);
        }
        if (httpHost().isEmpty())
        {
            throw new GatewayConfigurationException(HTTP_HOST + " is empty: expected an address of this machine");
        }
        httpPort = port(properties.getProperty(HTTP_PORT, "0").trim());
        dataDir = path(DATA_DIR, properties.getProperty(DATA_DIR, "gateway-data").trim());
        try
        {
            Files.createDirectories(dataDir);
            Files.delete(Files.createTempFile(dataDir, "writable", ".tmp"));
        }
        catch (final IOException e)
        {
            throw new GatewayConfigurationException(DATA_DIR + "='" + dataDir +
                "' cannot be written to (" + reason(e) + "): name another directory, or change its owner", e);
        }
        final String aeronText = properties.getProperty(AERON_DIR, "").trim();
        aeronDir = aeronText.isEmpty() ? privateAeronDir() : path(AERON_DIR, aeronText);
        final String[] names = aeronDir.toFile().list();
        if (null != names && names.length > 0 && !Files.exists(aeronDir.resolve(CncFileDescriptor.CNC_FILE)))
        {
            throw new GatewayConfigurationException(AERON_DIR + "='" + aeronDir + "' holds " + names[0] +
                ", which is no media driver's, and is wiped at every start: give it a directory of its own");
        }
        return this;
    }

    private static int port(final String text)
    {
        try
        {
            final int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535)
            {
                return port;
            }
        }
        catch (final NumberFormatException e)
        {
            throw new GatewayConfigurationException(
                HTTP_PORT + "='" + text + "' is not a number: expected 0 (any free port) to 65535", e);
        }
        throw new GatewayConfigurationException(
            HTTP_PORT + "='" + text + "' is no port: expected 0 (any free port) to 65535");
    }

    private static Path path(final String key, final String text)
    {
        if (text.isEmpty())
        {
            throw new GatewayConfigurationException(key + " is empty: expected a directory");
        }
        try
        {
            return Path.of(text).toAbsolutePath();
        }
        catch (final InvalidPathException e)
        {
            throw new GatewayConfigurationException(key + "='" + text + "' is no path: " + e.getReason(), e);
        }
    }

    private static Path privateAeronDir()
    {
        final Path sharedMemory = Path.of("/dev/shm");
        final Path base = Files.isWritable(sharedMemory) ? sharedMemory : Path.of(System.getProperty("java.io.tmpdir"));
        return base.resolve("gavel-gateway-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /** What the exceptions of the file system leave out of their messages. */
    static String reason(final IOException e)
    {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    /**
     * Sets a value in place of the file's.
     *
     * @param key   one of this class's constants.
     * @param value as in the file.
     * @return this.
     * @throws GatewayConfigurationException where the key is not known.
     */
    public GatewayContext set(final String key, final String value)
    {
        if (!KEYS.contains(key))
        {
            throw unknownKey("key", key);
        }
        properties.setProperty(key, value);
        return this;
    }

    /**
     * The venue.
     *
     * @return its nodes, once concluded.
     */
    public Members members()
    {
        return members;
    }

    /**
     * Address to serve HTTP on.
     *
     * @return 127.0.0.1 by default.
     */
    public String httpHost()
    {
        return properties.getProperty(HTTP_HOST, "127.0.0.1").trim();
    }

    /**
     * Port to serve HTTP on.
     *
     * @return 0 for any that is free, once concluded.
     */
    public int httpPort()
    {
        return httpPort;
    }

    /**
     * Directory of the quotes.
     *
     * @return there and writable, once concluded.
     */
    public Path dataDir()
    {
        return dataDir;
    }

    /**
     * Directory of the media driver.
     *
     * @return a private one by default, once concluded.
     */
    public Path aeronDir()
    {
        return aeronDir;
    }
}
