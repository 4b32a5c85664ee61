package io.gavel.cluster;

import io.gavel.cluster.storage.Fault;

/** A node's own files are not as it has written them: it loads none of them. */
public final class CorruptFilesException extends NodeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A node that must not start.
     *
     * @param fault that was found first.
     * @param cause that tells of it.
     */
    CorruptFilesException(final Fault fault, final Throwable cause)
    {
        super("its files are corrupt, and none was loaded: " + fault.sentence() + "; rebuild it from another node by " +
            "./gavel rebuild-node --config FILE, or see all that is wrong by ./gavel verify DIR", cause);
    }
}
