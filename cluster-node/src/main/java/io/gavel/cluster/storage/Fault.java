package io.gavel.cluster.storage;

import java.nio.file.Path;

/**
 * One thing that is wrong in a node's files.
 *
 * @param file     where it is.
 * @param offset   in the file, bytes.
 * @param expected what would be right.
 * @param found    what is there.
 */
public record Fault(Path file, long offset, String expected, String found)
{
    /**
     * For a person.
     *
     * @return one sentence without its full stop.
     */
    public String sentence()
    {
        return file + " at offset " + offset + ": expected " + expected + ", found " + found;
    }
}
