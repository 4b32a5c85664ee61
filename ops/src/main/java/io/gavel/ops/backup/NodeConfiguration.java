package io.gavel.ops.backup;

import io.gavel.cluster.ConfigurationException;
import io.gavel.cluster.NodeSetting;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.cli.Output;
import io.gavel.venue.Members;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a node's configuration says that a tool needs which works on its files.
 *
 * @param file    it was read from.
 * @param dataDir of the node.
 * @param members of the venue.
 * @param nodeId  of the node.
 */
record NodeConfiguration(Path file, Path dataDir, Members members, int nodeId)
{
    /**
     * Reads a configuration, and changes nothing.
     *
     * @param file   of properties.
     * @param output to name what is wrong.
     * @return what it says.
     */
    static NodeConfiguration read(final Path file, final Output output)
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        catch (final IOException | IllegalArgumentException e)
        {
            throw output.wrongArgument("--config " + file + " cannot be read: " + Errors.describe(e));
        }
        try
        {
            final Members members = Members.parse(value(properties, NodeSetting.MEMBERS));
            final int nodeId = Integer.parseInt(value(properties, NodeSetting.NODE_ID).strip());
            if (nodeId < 0 || nodeId >= members.nodes().size())
            {
                throw new ConfigurationException(NodeSetting.NODE_ID.key() + "=" + nodeId + " is not among the " +
                    members.nodes().size() + " members");
            }
            return new NodeConfiguration(
                file, Path.of(value(properties, NodeSetting.DATA_DIR)).toAbsolutePath(), members, nodeId);
        }
        catch (final IllegalArgumentException | ConfigurationException e)
        {
            throw output.wrongArgument("--config " + file + ": " + e.getMessage());
        }
    }

    private static String value(final Properties properties, final NodeSetting setting)
    {
        final String value = properties.getProperty(setting.key());
        if (value == null || value.isBlank())
        {
            throw new IllegalArgumentException(setting.key() + " is missing: is this a node's configuration?");
        }
        return value;
    }
}
