package io.gavel.ops.venue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where and how one node of a {@link LocalVenue} runs, where that differs from the others: its address, its directory,
 * what its process is started by and with. Read at each start of the node's process, but for its address, its
 * directory and its configuration, which are read once when the venue is made.
 */
public final class NodePlacement
{
    private final List<String> commandPrefix = new ArrayList<>();
    private final List<String> jvmFlags = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private String host = "127.0.0.1";
    private String mainClass = VenueChild.class.getName();
    private String heap;
    private Path dataDir;

    NodePlacement()
    {
    }

    /**
     * The address by which the node, the clients and the gateway are reached.
     *
     * @param address name or IPv4 address that the node can bind; the default is 127.0.0.1.
     * @return this.
     */
    public NodePlacement host(final String address)
    {
        host = address;
        return this;
    }

    String host()
    {
        return host;
    }

    /**
     * What the java command is an argument of. It has to become that command (exec), not start it, so that the process
     * that is killed is the node.
     *
     * @param words such as {@code ip netns exec NAME}; the default is none.
     * @return this.
     */
    public NodePlacement commandPrefix(final String... words)
    {
        commandPrefix.clear();
        commandPrefix.addAll(List.of(words));
        return this;
    }

    List<String> commandPrefix()
    {
        return commandPrefix;
    }

    /**
     * Adds a flag of the node's JVM, behind those that every node has.
     *
     * @param flag such as {@code -Daeron.debug.send.data.loss.rate=0.05}.
     * @return this.
     */
    public NodePlacement jvmFlag(final String flag)
    {
        jvmFlags.add(flag);
        return this;
    }

    List<String> jvmFlags()
    {
        return jvmFlags;
    }

    /**
     * What runs in place of the node: it gets the same arguments, the last of which is the configuration file, has to
     * answer the node's status, and to end when its standard input does ({@link VenueChild#watchParent()}).
     *
     * @param name of a class on the class path; the default is {@link VenueChild}.
     * @return this.
     */
    public NodePlacement mainClass(final String name)
    {
        mainClass = name;
        return this;
    }

    String mainClass()
    {
        return mainClass;
    }

    /**
     * Puts something on the node's class path, in front of what every node has.
     *
     * @param entry a jar or a directory of classes.
     * @return this.
     */
    public NodePlacement classPath(final Path entry)
    {
        classPath.add(entry);
        return this;
    }

    List<Path> classPath()
    {
        return classPath;
    }

    /**
     * Takes away what was put on the node's class path: it runs the code that every node has.
     *
     * @return this.
     */
    public NodePlacement plainClassPath()
    {
        classPath.clear();
        return this;
    }

    /**
     * Sets an environment variable of the node's process.
     *
     * @param name  of it.
     * @param value of it.
     * @return this.
     */
    public NodePlacement environment(final String name, final String value)
    {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment()
    {
        return environment;
    }

    /**
     * Sets a configuration key of this node alone; it wins over that of every node.
     *
     * @param key   as in a node's configuration file.
     * @param value of it.
     * @return this.
     */
    public NodePlacement property(final String key, final String value)
    {
        properties.put(key, value);
        return this;
    }

    Map<String, String> properties()
    {
        return properties;
    }

    /**
     * The largest heap of this node.
     *
     * @param size as {@code -Xmx} takes it; the default is that of every node.
     * @return this.
     */
    public NodePlacement heap(final String size)
    {
        heap = size;
        return this;
    }

    /**
     * The heap of this node.
     *
     * @param ofEveryNode where none was set.
     * @return as {@code -Xmx} takes it.
     */
    String heapOr(final String ofEveryNode)
    {
        return heap == null ? ofEveryNode : heap;
    }

    /**
     * Where the node keeps its data. Whoever sets it also removes it.
     *
     * @param directory absolute path; the default is one in the venue's directory.
     * @return this.
     */
    public NodePlacement dataDir(final Path directory)
    {
        dataDir = directory;
        return this;
    }

    /**
     * The node's data directory.
     *
     * @param inVenue where none was set.
     * @return absolute path.
     */
    Path dataDirOr(final Path inVenue)
    {
        return dataDir == null ? inVenue : dataDir;
    }
}
