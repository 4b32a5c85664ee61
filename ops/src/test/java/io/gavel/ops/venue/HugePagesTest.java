package io.gavel.ops.venue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM is asked for large pages only where it can get them, as it complains where it can't. */
class HugePagesTest
{
    @TempDir
    private Path dir;

    private boolean areThere(final String text) throws IOException
    {
        return HugePages.areThere(Files.writeString(dir.resolve("enabled"), text));
    }

    @Test
    void shouldBeThereWhereTheKernelSaysSo() throws IOException
    {
        assertTrue(areThere("[always] madvise never\n"));
        assertTrue(areThere("always [madvise] never\n"));
    }

    @Test
    void shouldNotBeThereWhereTheKernelSaysNeverOrNothing() throws IOException
    {
        assertFalse(areThere("always madvise [never]\n"));
        assertFalse(areThere(""));
        assertFalse(HugePages.areThere(dir.resolve("missing")));
    }
}
