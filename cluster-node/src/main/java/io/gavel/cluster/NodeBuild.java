package io.gavel.cluster;

import io.gavel.engine.Behaviour;
import io.gavel.schema.NewOrderSingleDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.agrona.SemanticVersion;

/**
 * What the code that a node runs is to other builds: nodes of different builds may run side by side, and have to know
 * of each other what they can execute.
 *
 * @param id                  a hash of the code that executes commands: equal where the code is.
 * @param major               builds of one major number read each other's logs and snapshots.
 * @param behaviourVersionMax newest rules that it executes.
 */
record NodeBuild(String id, int major, int behaviourVersionMax)
{
    private static final String RESOURCE = "build.properties";
    private static final String MAJOR = "gavel.build.major";
    private static final String BEHAVIOUR = "gavel.build.behaviour.version.max";
    private static final int NUMBER_MAX = 255;
    private static final int ID_BYTES = 4;

    /**
     * The build that runs in this process.
     *
     * @return as its resource says.
     * @throws NodeException where the resource is missing, or says more than the engine can execute.
     */
    static NodeBuild read()
    {
        final Properties properties = new Properties();
        try (InputStream in = NodeBuild.class.getResourceAsStream(RESOURCE))
        {
            if (null == in)
            {
                throw new NodeException("this build has no " + RESOURCE + ": build it anew");
            }
            properties.load(in);
        }
        catch (final IOException e)
        {
            throw new NodeException(RESOURCE + " of this build cannot be read: build it anew", e);
        }
        return of(properties, hash());
    }

    /**
     * A build.
     *
     * @param properties of its resource.
     * @param id         of its code.
     * @return the build.
     */
    static NodeBuild of(final Properties properties, final String id)
    {
        return new NodeBuild(id, number(properties, MAJOR, 0, NUMBER_MAX),
            number(properties, BEHAVIOUR, Behaviour.FIRST, Behaviour.VERSION_MAX));
    }

    private static int number(final Properties properties, final String key, final int min, final int max)
    {
        final String text = properties.getProperty(key, "").strip();
        try
        {
            final int value = Integer.parseInt(text);
            if (value >= min && value <= max)
            {
                return value;
            }
        }
        catch (final NumberFormatException e)
        {
            throw new NodeException(wrong(key, text, min, max), e);
        }
        throw new NodeException(wrong(key, text, min, max));
    }

    private static String wrong(final String key, final String text, final int min, final int max)
    {
        return RESOURCE + " of this build says " + key + "=" + text + ", expected " + min + " to " + max +
            ": build it anew";
    }

    /**
     * How the log names the build: the leader of a term puts it there, and a node refuses logs and snapshots of another
     * major number.
     *
     * @return major number, newest behaviour, and 1.
     */
    int appVersion()
    {
        return SemanticVersion.compose(major, behaviourVersionMax, 1);
    }

    /**
     * The newest behaviour that a build can execute.
     *
     * @param appVersion of it, as the log has it.
     * @return 0 where it does not say.
     */
    static int behaviourVersionMax(final int appVersion)
    {
        return SemanticVersion.minor(appVersion);
    }

    /** For a person. */
    @Override
    public String toString()
    {
        return id + " (behaviour up to " + behaviourVersionMax + ")";
    }

    private static String hash()
    {
        try
        {
            final Map<String, Long> files = new TreeMap<>();
            for (final Class<?> type : new Class<?>[]{ NodeBuild.class, NewOrderSingleDecoder.class })
            {
                collect(type.getProtectionDomain().getCodeSource().getLocation(), files);
            }
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final Map.Entry<String, Long> file : files.entrySet())
            {
                digest.update((file.getKey() + '\n' + file.getValue() + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        }
        catch (final IOException | URISyntaxException | NoSuchAlgorithmException e)
        {
            throw new NodeException("the code of this build cannot be read: " + e.getMessage(), e);
        }
    }

    // By name, each with the CRC-32 of its content, so that a jar and the folder that it was made of are alike. A jar's
    // directory has it: to read all of the code would take longer than the rest of what a node does before its files.
    private static void collect(final URL location, final Map<String, Long> files)
        throws IOException, URISyntaxException
    {
        final Path path = Path.of(location.toURI());
        if (Files.isDirectory(path))
        {
            try (Stream<Path> walk = Files.walk(path))
            {
                walk.filter((file) -> isCode(path.relativize(file).toString())).forEach((file) ->
                    files.put(path.relativize(file).toString(), crc(file)));
            }
            return;
        }
        try (JarFile jar = new JarFile(path.toFile()))
        {
            for (final Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();)
            {
                final JarEntry entry = entries.nextElement();
                if (isCode(entry.getName()))
                {
                    files.put(entry.getName(), entry.getCrc());
                }
            }
        }
    }

    private static boolean isCode(final String name)
    {
        return name.endsWith(".class") || name.endsWith(RESOURCE);
    }

    private static long crc(final Path file)
    {
        try
        {
            final CRC32 crc = new CRC32();
            crc.update(Files.readAllBytes(file));
            return crc.getValue();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
