package io.gavel.ops.venue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the system gives large pages of memory to whoever asks for them. The orders of a book lie anywhere in memory:
 * with small pages nearly each of them is waited for twice, for where it is and for itself.
 */
final class HugePages
{
    /** The JVM flag that asks for them. Other systems than Linux do not know it. */
    static final String FLAG = "-XX:+UseTransparentHugePages";

    private static final Path ENABLED = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private HugePages()
    {
    }

    static boolean areThere()
    {
        return areThere(ENABLED);
    }

    /**
     * Reads what the kernel says: {@code always [madvise] never}, the choice in brackets.
     *
     * @param enabled file of the kernel.
     * @return false where it is missing, cannot be read, or says never.
     */
    static boolean areThere(final Path enabled)
    {
        if (!Files.isReadable(enabled))
        {
            return false;
        }
        try
        {
            final String text = Files.readString(enabled);
            return text.contains("[always]") || text.contains("[madvise]");
        }
        catch (final IOException e)
        {
            // Without them everything works as well, more slowly.
            return false;
        }
    }
}
