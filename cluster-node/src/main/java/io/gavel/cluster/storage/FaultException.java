package io.gavel.cluster.storage;

/** A node's files are corrupt, so that what follows cannot be read. */
public final class FaultException extends StorageException
{
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    private final transient Fault fault;

    FaultException(final Fault fault)
    {
        super(fault.sentence());
        this.fault = fault;
    }

    /**
     * What is wrong.
     *
     * @return the fault.
     */
    public Fault fault()
    {
        return fault;
    }
}
