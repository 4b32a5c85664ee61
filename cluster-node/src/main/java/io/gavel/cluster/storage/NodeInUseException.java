package io.gavel.cluster.storage;

/** A live process has the node's directory. */
public final class NodeInUseException extends StorageException
{
    private static final long serialVersionUID = 1L;

    /** Of the process, where it is known. */
    private final long pid;

    NodeInUseException(final String message, final long pid)
    {
        super(message);
        this.pid = pid;
    }

    /**
     * The process that has the directory.
     *
     * @return its number, or -1 where it is not known.
     */
    public long pid()
    {
        return pid;
    }
}
