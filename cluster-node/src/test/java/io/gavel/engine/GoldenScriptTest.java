package io.gavel.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs src/test/resources/golden: in each file, blocks of commands above a line of dashes and what they cause below it,
 * all against one venue. {@code -Dgolden.rewrite=true} writes what the exchange does now into the files, for review.
 */
class GoldenScriptTest
{
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> shouldDoWhatTheScriptsSay() throws IOException
    {
        final List<Path> files;
        try (Stream<Path> list = Files.list(FOLDER))
        {
            files = list.filter((file) -> file.toString().endsWith(".txt")).sorted().toList();
        }
        assertTrue(files.size() > 0, "no scripts in " + FOLDER.toAbsolutePath());
        return files.stream().map(
            (file) -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(final Path file) throws IOException
    {
        final String expected = Files.readString(file);
        final String actual = play(expected);
        if (Boolean.getBoolean("golden.rewrite"))
        {
            Files.writeString(file, actual);
        }
        else
        {
            assertEquals(expected, actual, file.toString());
        }
    }

    private static String play(final String script)
    {
        final GoldenScript venue = new GoldenScript();
        final StringBuilder out = new StringBuilder();
        for (final String block : script.strip().split("\n\n+"))
        {
            final List<String> events = new ArrayList<>();
            for (final String line : block.split("\n"))
            {
                if (line.startsWith("----"))
                {
                    break;
                }
                out.append(line).append('\n');
                if (!line.startsWith("#") && !line.isBlank())
                {
                    events.addAll(venue.run(line));
                }
            }
            out.append("----\n");
            events.forEach((event) -> out.append(event).append('\n'));
            out.append('\n');
        }
        return out.substring(0, out.length() - 1);
    }
}
