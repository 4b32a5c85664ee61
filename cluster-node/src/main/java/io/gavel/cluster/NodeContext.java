package io.gavel.cluster;

import io.aeron.CncFileDescriptor;
import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/**
 * Configuration of a node: one properties file, and system properties of the same names, which win. The settings are
 * those of {@link NodeSetting}; {@link #conclude()} checks them all once.
 */
public final class NodeContext
{
    private static final int KEY_EDITS_OF_A_SLIP = 2;

    private final Map<NodeSetting, String> given = new EnumMap<>(NodeSetting.class);
    private NodeProfile profile;
    private Members members;
    private int nodeId;
    private File dataDir;
    private String aeronDir;
    private ScramSha256.Verifier operatorVerifier;
    private NodeTimeouts timeouts;
    private NodeThreads threads;
    private NodeSizes sizes;
    private NodeNetwork network;

    /**
     * Reads the file, and the system properties over it.
     *
     * @param file of properties.
     * @return a context that is not concluded yet.
     * @throws ConfigurationException where the file cannot be read or holds an unknown key.
     */
    public static NodeContext load(final Path file)
    {
        return load(file, System.getProperties());
    }

    static NodeContext load(final Path file, final Properties overrides)
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        catch (final IOException | IllegalArgumentException e)
        {
            throw new ConfigurationException("configuration file " + file + " cannot be read (" + reason(e) +
                "): give the path of a readable properties file", e);
        }
        final NodeContext context = new NodeContext();
        for (final String key : properties.stringPropertyNames())
        {
            final NodeSetting setting = NodeSetting.byKey(key);
            if (null == setting)
            {
                throw new ConfigurationException("configuration file " + file + ": unknown key " + key +
                    ", did you mean " + NodeSetting.nearest(key).key() + "?");
            }
            context.set(setting, properties.getProperty(key));
        }
        return context.override(overrides);
    }

    private static String reason(final Exception e)
    {
        return e instanceof java.nio.charset.CharacterCodingException ? "it is no text in UTF-8" :
            e instanceof java.nio.file.NoSuchFileException ? "there is no such file" :
            e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private NodeContext override(final Properties overrides)
    {
        for (final String key : overrides.stringPropertyNames())
        {
            final NodeSetting setting = NodeSetting.byKey(key);
            if (null != setting)
            {
                set(setting, overrides.getProperty(key));
            }
            else if (key.startsWith("gavel."))
            {
                // Other parts of the venue have system properties of their own: only what looks like a slip is refused.
                final NodeSetting nearest = NodeSetting.nearest(key);
                if (NodeSetting.edits(key, nearest.key()) <= KEY_EDITS_OF_A_SLIP)
                {
                    throw new ConfigurationException("system property -D" + key + "=" + overrides.getProperty(key) +
                        " is unknown, did you mean " + nearest.key() + "?");
                }
            }
        }
        return this;
    }

    /**
     * Gives a setting.
     *
     * @param setting to give.
     * @param value   as the file would have it.
     * @return this.
     */
    public NodeContext set(final NodeSetting setting, final String value)
    {
        given.put(setting, value);
        return this;
    }

    /**
     * Checks every setting, and makes the data directory.
     *
     * @return this.
     * @throws ConfigurationException at the first mistake: the key, the value, and what to change.
     */
    public NodeContext conclude()
    {
        profile = NodeProfile.SMALL;
        profile = text(NodeSetting.PROFILE).oneOf(NodeProfile.class);
        concludeMembers();
        try
        {
            operatorVerifier = ScramSha256.Verifier.parse(text(NodeSetting.OPERATOR_VERIFIER).text());
        }
        catch (final IllegalArgumentException e)
        {
            throw new ConfigurationException(NodeSetting.OPERATOR_VERIFIER.key() + ": " + e.getMessage(), e);
        }
        timeouts = NodeTimeouts.conclude(this);
        threads = NodeThreads.conclude(this);
        sizes = NodeSizes.conclude(this);
        network = NodeNetwork.conclude(this);
        concludeDirectories();
        return this;
    }

    private void concludeMembers()
    {
        final String text = text(NodeSetting.MEMBERS).text();
        try
        {
            members = Members.parse(text);
        }
        catch (final IllegalArgumentException e)
        {
            throw new ConfigurationException(
                NodeSetting.MEMBERS.key() + "=" + text + ": " + e.getMessage(), e);
        }
        nodeId = text(NodeSetting.NODE_ID).integer(0, Integer.MAX_VALUE);
        if (nodeId >= members.nodes().size())
        {
            throw new ConfigurationException(NodeSetting.NODE_ID.key() + "=" + nodeId + " is not among the " +
                members.nodes().size() + " members: expected 0 to " + (members.nodes().size() - 1) +
                ", or add the node to " + NodeSetting.MEMBERS.key());
        }
    }

    String both(final NodeSetting a, final NodeSetting b)
    {
        return a.key() + "=" + text(a).text() + " with " + b.key() + "=" + text(b).text();
    }

    private void concludeDirectories()
    {
        final long spaceMin = text(NodeSetting.DATA_SPACE_MIN).bytes(0, 1L << 50);
        dataDir = new File(text(NodeSetting.DATA_DIR).text()).getAbsoluteFile();
        DataDirectory.check(dataDir, spaceMin);
        final String given = text(NodeSetting.AERON_DIR).text();
        if (given.isEmpty())
        {
            final File shm = new File("/dev/shm");
            final String name = "gavel-" + System.getProperty("user.name") + "-" + node().basePort();
            aeronDir = shm.isDirectory() && shm.canWrite() ?
                new File(shm, name).getPath() : new File(dataDir, "driver").getPath();
        }
        else
        {
            aeronDir = new File(given).getAbsolutePath();
        }
        if (dataDir.toPath().startsWith(Path.of(aeronDir)))
        {
            throw new ConfigurationException(NodeSetting.AERON_DIR.key() + "=" + aeronDir + " holds " +
                NodeSetting.DATA_DIR.key() + "=" + dataDir +
                ", and is wiped at every start: give it a directory of its own");
        }
        final File file = new File(aeronDir);
        if (file.exists() && !file.isDirectory())
        {
            throw new ConfigurationException(NodeSetting.AERON_DIR.key() + "=" + aeronDir +
                " is not a directory: give one, or a path that does not exist yet");
        }
        final String[] names = file.list();
        if (null != names && names.length > 0 && !new File(file, CncFileDescriptor.CNC_FILE).exists())
        {
            throw new ConfigurationException(NodeSetting.AERON_DIR.key() + "=" + aeronDir + " holds " + names[0] +
                ", which is no media driver's, and is wiped at every start: give it a directory of its own");
        }
    }

    SettingText text(final NodeSetting setting)
    {
        final String value = given.get(setting);
        return new SettingText(setting, null != value ? value : setting.defaultValue(profile));
    }

    /**
     * The nodes of the venue.
     *
     * @return all of them.
     */
    public Members members()
    {
        return members;
    }

    /**
     * This node's address.
     *
     * @return one of the members.
     */
    public Members.Node node()
    {
        return members.nodes().get(nodeId);
    }

    /**
     * Where log, snapshots and events are kept.
     *
     * @return a directory that exists.
     */
    public File dataDir()
    {
        return dataDir;
    }

    /**
     * Where the driver's buffers are.
     *
     * @return an absolute path.
     */
    public String aeronDir()
    {
        return aeronDir;
    }

    /**
     * The profile whose defaults hold.
     *
     * @return small or production.
     */
    public NodeProfile profile()
    {
        return profile;
    }

    ScramSha256.Verifier operatorVerifier()
    {
        return operatorVerifier;
    }

    NodeTimeouts timeouts()
    {
        return timeouts;
    }

    NodeThreads threads()
    {
        return threads;
    }

    NodeSizes sizes()
    {
        return sizes;
    }

    NodeNetwork network()
    {
        return network;
    }

    /**
     * The settings as they hold, one a line, secrets left out.
     *
     * @return key=value lines.
     */
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder();
        for (final NodeSetting setting : NodeSetting.values())
        {
            if (NodeSetting.OPERATOR_VERIFIER != setting)
            {
                final String value = given.get(setting);
                text.append(setting.key()).append('=')
                    .append(null != value ? value : setting.defaultValue(profile)).append('\n');
            }
        }
        return text.toString();
    }
}
