package io.gavel.chaos.drill.upkeep;

import io.gavel.cluster.GavelNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The node's code as a build of the first behaviour would have it: a jar of this build's code whose own description
 * says that it knows no newer rules, and which therefore stops where they are wanted. It lies in front of the nodes'
 * class path, and is removed when this process ends.
 */
final class OlderBuild
{
    /** The newest behaviour that it knows. */
    static final int BEHAVIOUR_MAX = 1;

    private static final String DESCRIPTION = "io/gavel/cluster/build.properties";

    private OlderBuild()
    {
    }

    /** Made once a process, when it is first asked for. */
    private static final class Made
    {
        private static final Path JAR = make();
    }

    /**
     * The jar.
     *
     * @return where it is.
     */
    static Path jar()
    {
        return Made.JAR;
    }

    private static Path make()
    {
        try
        {
            final Map<String, byte[]> files = code(Path.of(
                GavelNode.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
            final String description = new String(files.get(DESCRIPTION), StandardCharsets.UTF_8);
            final String older = description.replaceAll("(behaviour\\.version\\.max=)\\d+", "$1" + BEHAVIOUR_MAX);
            if (older.equals(description))
            {
                throw new IllegalStateException(DESCRIPTION + " names no newer behaviour than " + BEHAVIOUR_MAX);
            }
            files.put(DESCRIPTION, older.getBytes(StandardCharsets.UTF_8));
            final Path jar = Files.createTempFile("gavel-older-build-", ".jar");
            jar.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out))
            {
                for (final Map.Entry<String, byte[]> file : files.entrySet())
                {
                    entries.putNextEntry(new JarEntry(file.getKey()));
                    entries.write(file.getValue());
                    entries.closeEntry();
                }
            }
            return jar;
        }
        catch (final IOException | URISyntaxException e)
        {
            throw new IllegalStateException("no jar of an older build can be made: " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> code(final Path source) throws IOException
    {
        final Map<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(source))
        {
            try (Stream<Path> walk = Files.walk(source))
            {
                walk.filter(Files::isRegularFile).forEach((file) ->
                    files.put(source.relativize(file).toString().replace('\\', '/'), bytes(file)));
            }
            return files;
        }
        try (JarFile jar = new JarFile(source.toFile()))
        {
            for (final JarEntry entry : jar.stream().filter((each) -> !each.isDirectory()).toList())
            {
                files.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static byte[] bytes(final Path file)
    {
        try
        {
            return Files.readAllBytes(file);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
