package io.gavel.ops.venue;

import io.gavel.venue.Members;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Writes the configuration files of a local venue's processes, and the file by which commands find it.
 */
final class VenueConfigurations
{
    private final VenueContext context;
    private final VenueDirectory directory;
    private final Members members;
    private final URI gateway;
    private final Map<String, String> passwords = new TreeMap<>();
    private final String operatorVerifier;
    private String defaultParticipant;

    /**
     * Makes up the operator's password.
     *
     * @param context   of the venue.
     * @param directory where the files go.
     * @param members   of the venue.
     * @param gateway   where its gateway answers.
     */
    VenueConfigurations(
        final VenueContext context, final VenueDirectory directory, final Members members, final URI gateway)
    {
        this.context = context;
        this.directory = directory;
        this.members = members;
        this.gateway = gateway;
        final String password = Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(18));
        passwords.put(VenueFile.OPERATOR, password);
        operatorVerifier = ScramSha256.verifier(
            password.toCharArray(), randomBytes(ScramSha256.SALT_LENGTH), ScramSha256.ITERATIONS).format();
    }

    private static byte[] randomBytes(final int length)
    {
        final byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * The operator's secret.
     *
     * @return a copy.
     */
    synchronized char[] operatorPassword()
    {
        return passwords.get(VenueFile.OPERATOR).toCharArray();
    }

    /**
     * Writes a node's configuration.
     *
     * @param node it is for.
     * @return its process, not started.
     * @throws IOException where the file cannot be written.
     */
    ChildProcess node(final Members.Node node) throws IOException
    {
        final String name = "node" + node.nodeId();
        final NodePlacement placement = context.node(node.nodeId());
        final Properties properties = new Properties();
        properties.setProperty("gavel.profile", context.profile());
        properties.setProperty("gavel.node.id", Integer.toString(node.nodeId()));
        properties.setProperty("gavel.members", members.toString());
        properties.setProperty("gavel.data.dir",
            placement.dataDirOr(directory.path().resolve(name)).toString());
        properties.setProperty("gavel.aeron.dir", directory.driver(name).toString());
        properties.setProperty("gavel.operator.verifier", operatorVerifier);
        context.nodeProperties().forEach(properties::setProperty);
        placement.properties().forEach(properties::setProperty);
        final Path config = directory.path().resolve(name + ".properties");
        VenueFile.store(properties, config, "Node " + node.nodeId());
        return new ChildProcess("node " + node.nodeId(), context.nodeHeap(), VenueChild.NODE, config,
            directory.path().resolve(name + ".log"), placement, context.aotCache());
    }

    /**
     * Writes the gateway's configuration.
     *
     * @return its process, not started.
     * @throws IOException where the file cannot be written.
     */
    ChildProcess gateway() throws IOException
    {
        final Properties properties = new Properties();
        properties.setProperty("gavel.members", members.toString());
        properties.setProperty("gavel.gateway.http.host", gateway.getHost());
        properties.setProperty("gavel.gateway.http.port", Integer.toString(gateway.getPort()));
        properties.setProperty("gavel.gateway.data.dir", directory.path().resolve("gateway").toString());
        properties.setProperty("gavel.gateway.aeron.dir", directory.driver("gateway").toString());
        context.gatewayProperties().forEach(properties::setProperty);
        final Path config = directory.path().resolve("gateway.properties");
        VenueFile.store(properties, config, "Gateway");
        return new ChildProcess("gateway", context.gatewayHeap(), VenueChild.GATEWAY, config,
            directory.path().resolve("gateway.log"), new NodePlacement(), context.aotCache());
    }

    /**
     * Adds a password to the venue's file.
     *
     * @param name      of the participant.
     * @param password  the secret.
     * @param isDefault true where commands that name nobody should be this participant's.
     * @throws IOException where the file cannot be written.
     */
    synchronized void putPassword(final String name, final char[] password, final boolean isDefault)
        throws IOException
    {
        passwords.put(name, new String(password));
        if (isDefault)
        {
            defaultParticipant = name;
        }
        writeVenueFile();
    }

    /**
     * Writes the file by which commands find the venue.
     *
     * @throws IOException where it cannot be written.
     */
    synchronized void writeVenueFile() throws IOException
    {
        new VenueFile(members.toString(), context.withGateway() ? gateway : null, passwords, defaultParticipant)
            .write(venueFile());
    }

    /**
     * The file by which commands find the venue.
     *
     * @return absolute path.
     */
    Path venueFile()
    {
        return directory.path().resolve(VenueFile.NAME);
    }
}
