package io.gavel.ops.replay;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The recorded morning of AAPL, where it lies beside the checkout. It is not part of the project.
 */
final class RealMorning
{
    private static final String FILE = "../shared/data/nasdaq-itch50-aapl-20200130/locate-13-10k.bin";

    private RealMorning()
    {
    }

    /** The file, or the test is skipped and says so. */
    static Path fileOrSkip()
    {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("CHANGELOG.md")))
        {
            root = root.getParent();
        }
        final Path file = root == null ? Path.of(FILE) : root.resolve(FILE).normalize();
        if (!Files.isReadable(file))
        {
            System.out.println("skipped: the recorded morning " + file + " is not there");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "the recorded morning " + file + " is not there");
        return file;
    }
}
