package io.gavel.ops.venue;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The file that tells a command where a venue is and who may use it: addresses and passwords, readable by its owner
 * only.
 *
 * @param members             of the venue, as {@link io.gavel.venue.Members} reads them.
 * @param gateway             address of the gateway, or null where there is none.
 * @param passwords           by participant; the operator's is named {@link #OPERATOR}.
 * @param defaultParticipant  who trades where a command names nobody, or null.
 */
public record VenueFile(String members, URI gateway, Map<String, String> passwords, String defaultParticipant)
{
    /** The name of the participant that is there from the start. */
    public static final String OPERATOR = "operator";

    /** The file's name in a venue's directory and in a project's {@code .gavel}. */
    public static final String NAME = "venue.properties";

    private static final String MEMBERS = "gavel.members";
    private static final String GATEWAY = "gavel.gateway.url";
    private static final String OPERATOR_PASSWORD = "gavel.operator.password";
    private static final String PARTICIPANT = "gavel.participant";
    private static final String PASSWORD = ".password";

    /**
     * Copies the passwords.
     *
     * @param members            of the venue.
     * @param gateway            address of the gateway, or null.
     * @param passwords          by participant.
     * @param defaultParticipant who trades where a command names nobody, or null.
     */
    public VenueFile
    {
        passwords = Map.copyOf(passwords);
    }

    /**
     * Reads a file.
     *
     * @param file of the form that {@link #write(Path)} makes.
     * @return what it says.
     * @throws IOException where it cannot be read.
     * @throws IllegalArgumentException where the members are missing, or an address is malformed.
     */
    public static VenueFile read(final Path file) throws IOException
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        final String members = properties.getProperty(MEMBERS);
        if (members == null)
        {
            throw new IllegalArgumentException(MEMBERS + " is missing: is this a venue's file?");
        }
        final Map<String, String> passwords = new TreeMap<>();
        for (final String key : properties.stringPropertyNames())
        {
            if (key.startsWith(PARTICIPANT + ".") && key.endsWith(PASSWORD))
            {
                passwords.put(key.substring(PARTICIPANT.length() + 1, key.length() - PASSWORD.length()),
                    properties.getProperty(key));
            }
        }
        Optional.ofNullable(properties.getProperty(OPERATOR_PASSWORD))
            .ifPresent(password -> passwords.put(OPERATOR, password));
        final String gateway = properties.getProperty(GATEWAY);
        return new VenueFile(members, gateway == null ? null : gatewayUri(gateway), passwords,
            properties.getProperty(PARTICIPANT));
    }

    private static URI gatewayUri(final String text)
    {
        try
        {
            return URI.create(text);
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(GATEWAY + "=" + text + ": expected http://host:port/", e);
        }
    }

    /**
     * Writes the file in one step, with permissions 600.
     *
     * @param file to make or to replace.
     * @throws IOException where it cannot be written.
     */
    public void write(final Path file) throws IOException
    {
        final Properties properties = new Properties();
        properties.setProperty(MEMBERS, members);
        if (gateway != null)
        {
            properties.setProperty(GATEWAY, gateway.toString());
        }
        if (defaultParticipant != null)
        {
            properties.setProperty(PARTICIPANT, defaultParticipant);
        }
        for (final Map.Entry<String, String> entry : passwords.entrySet())
        {
            final String key = OPERATOR.equals(entry.getKey()) ?
                OPERATOR_PASSWORD : PARTICIPANT + "." + entry.getKey() + PASSWORD;
            properties.setProperty(key, entry.getValue());
        }
        store(properties, file, "A venue's addresses and passwords. Keep it to yourself.");
    }

    /**
     * Writes properties in one step, readable by their owner only.
     *
     * @param properties to write.
     * @param file       to make or to replace.
     * @param comment    the first line.
     * @throws IOException where it cannot be written.
     */
    static void store(final Properties properties, final Path file, final String comment) throws IOException
    {
        final Path written = Files.createTempFile(file.toAbsolutePath().getParent(), ".venue", ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(written, StandardCharsets.UTF_8))
        {
            properties.store(writer, comment);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
