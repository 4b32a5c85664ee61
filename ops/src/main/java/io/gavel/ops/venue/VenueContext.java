package io.gavel.ops.venue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a {@link LocalVenue} is started with.
 */
public final class VenueContext
{
    /** System property by which the launcher names the ahead-of-time cache of its JDK and jars. */
    private static final String AOT_CACHE = "gavel.aot.cache";

    private final Map<String, String> nodeProperties = new TreeMap<>();
    private final Map<String, String> gatewayProperties = new TreeMap<>();
    private final Map<Integer, NodePlacement> placements = new TreeMap<>();
    private Consumer<String> progress = line ->
    {
    };
    private Duration startTimeout = Duration.ofSeconds(60);
    private String profile = "small";
    private String nodeHeap = "512m";
    private String gatewayHeap = "256m";
    private Path directoryParent = Path.of(System.getProperty("java.io.tmpdir"));
    private Path aotCache = ofLauncher();
    private int nodes = 3;
    private boolean withGateway = true;
    private boolean keep;

    /**
     * How many nodes there are.
     *
     * @param count 1 or more, odd; the default is 3.
     * @return this.
     */
    public VenueContext nodes(final int count)
    {
        nodes = count;
        return this;
    }

    int nodes()
    {
        return nodes;
    }

    /**
     * Whether there is a gateway.
     *
     * @param isWanted the default is true.
     * @return this.
     */
    public VenueContext withGateway(final boolean isWanted)
    {
        withGateway = isWanted;
        return this;
    }

    boolean withGateway()
    {
        return withGateway;
    }

    /**
     * Whether the directory stays when the venue is closed.
     *
     * @param isKept the default is false.
     * @return this.
     */
    public VenueContext keep(final boolean isKept)
    {
        keep = isKept;
        return this;
    }

    /**
     * Whether the directory stays when the venue is closed.
     *
     * @return as set last.
     */
    public boolean isKept()
    {
        return keep;
    }

    boolean keep()
    {
        return keep;
    }

    /**
     * The ahead-of-time cache that the processes start with: classes that are loaded, and profiles by which they are
     * compiled. A JVM that the cache is not for leaves it alone.
     *
     * @param file that the launcher made, or null for none; the default is the one that this process has.
     * @return this.
     */
    public VenueContext aotCache(final Path file)
    {
        aotCache = file;
        return this;
    }

    /**
     * The ahead-of-time cache that the processes start with.
     *
     * @return null for none.
     */
    public Path aotCache()
    {
        return aotCache;
    }

    private static Path ofLauncher()
    {
        final String file = System.getProperty(AOT_CACHE);
        return file == null || file.isEmpty() ? null : Path.of(file);
    }

    /**
     * Where the venue's directory is made: by it, on which disk its nodes write.
     *
     * @param parent an existing directory; the default is that for temporary files.
     * @return this.
     */
    public VenueContext directoryIn(final Path parent)
    {
        directoryParent = parent;
        return this;
    }

    Path directoryParent()
    {
        return directoryParent;
    }

    /**
     * How long the leader, and then the gateway, may take to answer.
     *
     * @param timeout the default is 60 s.
     * @return this.
     */
    public VenueContext startTimeout(final Duration timeout)
    {
        startTimeout = timeout;
        return this;
    }

    Duration startTimeout()
    {
        return startTimeout;
    }

    /**
     * Receives a line about how far the start is.
     *
     * @param listener called on the starting thread.
     * @return this.
     */
    public VenueContext progress(final Consumer<String> listener)
    {
        progress = listener;
        return this;
    }

    void progress(final String line)
    {
        progress.accept(line);
    }

    /**
     * The nodes' profile.
     *
     * @param name {@code small} (the default) or {@code production}.
     * @return this.
     */
    public VenueContext profile(final String name)
    {
        profile = name;
        return this;
    }

    String profile()
    {
        return profile;
    }

    /**
     * The largest heap of a node.
     *
     * @param size as {@code -Xmx} takes it; the default is 512m.
     * @return this.
     */
    public VenueContext nodeHeap(final String size)
    {
        nodeHeap = size;
        return this;
    }

    String nodeHeap()
    {
        return nodeHeap;
    }

    /**
     * The largest heap of the gateway.
     *
     * @param size as {@code -Xmx} takes it; the default is 256m.
     * @return this.
     */
    public VenueContext gatewayHeap(final String size)
    {
        gatewayHeap = size;
        return this;
    }

    String gatewayHeap()
    {
        return gatewayHeap;
    }

    /**
     * Sets a configuration key of every node.
     *
     * @param key   as in a node's configuration file.
     * @param value of it.
     * @return this.
     */
    public VenueContext nodeProperty(final String key, final String value)
    {
        nodeProperties.put(key, value);
        return this;
    }

    Map<String, String> nodeProperties()
    {
        return nodeProperties;
    }

    /**
     * Where and how one node runs: its JVM's flags, settings of its own, its address.
     *
     * @param nodeId from 0.
     * @return to be set; as every other node where nothing is.
     */
    public NodePlacement node(final int nodeId)
    {
        return placements.computeIfAbsent(nodeId, id -> new NodePlacement());
    }

    /**
     * Sets a configuration key of the gateway.
     *
     * @param key   as in a gateway's configuration file.
     * @param value of it.
     * @return this.
     */
    public VenueContext gatewayProperty(final String key, final String value)
    {
        gatewayProperties.put(key, value);
        return this;
    }

    Map<String, String> gatewayProperties()
    {
        return gatewayProperties;
    }
}
