package io.gavel.ops.venue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code .gavel/venue.properties} of a project: it names the file of the demo that runs now, so that commands
 * find it by themselves.
 */
public final class VenuePointer
{
    private static final String VENUE = "gavel.venue";

    private VenuePointer()
    {
    }

    /**
     * Where the pointer of this project is.
     *
     * @return below the launcher's folder, or below the working directory where the launcher was not used.
     */
    public static Path ofProject()
    {
        return Path.of(System.getProperty("gavel.home", ".")).toAbsolutePath().normalize()
            .resolve(".gavel").resolve(VenueFile.NAME);
    }

    /**
     * Points to a venue.
     *
     * @param pointer   file to write.
     * @param venueFile it names.
     * @throws IOException where it cannot be written.
     */
    public static void write(final Path pointer, final Path venueFile) throws IOException
    {
        Files.createDirectories(pointer.getParent());
        final Properties properties = new Properties();
        properties.setProperty(VENUE, venueFile.toAbsolutePath().toString());
        VenueFile.store(properties, pointer, "Names the venue of the demo that runs.");
    }

    /**
     * Removes the pointer, unless it names another venue by now.
     *
     * @param pointer   file to remove.
     * @param venueFile that it should name.
     * @throws IOException where it cannot be removed.
     */
    public static void remove(final Path pointer, final Path venueFile) throws IOException
    {
        if (read(pointer).filter(venueFile.toAbsolutePath()::equals).isPresent())
        {
            Files.deleteIfExists(pointer);
        }
    }

    /**
     * Follows the pointer.
     *
     * @param pointer file to read.
     * @return the file that it names, which may be gone; nothing where there is no pointer.
     * @throws IOException where it cannot be read.
     */
    public static Optional<Path> read(final Path pointer) throws IOException
    {
        if (!Files.exists(pointer))
        {
            return Optional.empty();
        }
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(pointer, StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        // A venue's own file may stand here as well, for an exchange that is no demo.
        return Optional.of(properties.containsKey(VENUE) ? Path.of(properties.getProperty(VENUE)) : pointer);
    }
}
