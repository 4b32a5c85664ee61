package io.gavel.client.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README shows the example that is compiled and run. */
class FirstOrderTest
{
    private static final String MARKER = "<!-- example:FirstOrder -->";
    private static final Path SOURCE = Path.of("client-sdk/src/test/java/io/gavel/client/examples/FirstOrder.java");

    @Test
    void shouldBeShownInTheReadmeAsItIs() throws IOException
    {
        final Path root = root();
        final String readme = Files.readString(root.resolve("README.md"));
        final int marker = readme.indexOf(MARKER);
        assertTrue(marker >= 0, "README.md has no " + MARKER);
        final String fence = "```java\n";
        final int start = readme.indexOf(fence, marker);
        assertTrue(start >= 0, "no java block follows " + MARKER + " in README.md");
        final int from = start + fence.length();
        final String shown = readme.substring(from, readme.indexOf("```", from));
        final String source = Files.readString(root.resolve(SOURCE));
        assertEquals(source, shown);
        assertTrue(source.lines().count() < 60, "the example has grown to " + source.lines().count() + " lines");
    }

    /** The repository's root, whichever module's folder the tests run in. */
    private static Path root()
    {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve(SOURCE)))
        {
            path = path.getParent();
        }
        return path;
    }
}
