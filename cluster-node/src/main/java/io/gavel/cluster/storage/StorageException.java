package io.gavel.cluster.storage;

/** A node's files cannot be used. The message is one sentence for a person: which file, what is wrong, what to do. */
public class StorageException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param message that says what is wrong and what to do.
     */
    public StorageException(final String message)
    {
        super(message);
    }

    /**
     * A failure that another exception told of.
     *
     * @param message that says what is wrong and what to do.
     * @param cause   of it.
     */
    public StorageException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
