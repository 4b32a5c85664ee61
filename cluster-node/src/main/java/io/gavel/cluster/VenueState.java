package io.gavel.cluster;

import io.gavel.cluster.storage.SnapshotConsumer;
import io.gavel.engine.Exchange;
import io.gavel.schema.Role;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * A node's exchange with what carries its effects out. As a consumer of a snapshot it is loaded while the node checks
 * its files, so that the snapshot is read once, not twice; the service takes it where it starts from that very
 * snapshot.
 */
final class VenueState implements SnapshotConsumer
{
    private static final long NOWHERE = -1;

    private final ServiceOutput output;
    private final Exchange exchange;
    private long logPosition = NOWHERE;
    private long eventSeq;
    private long eventPosition;
    private long loadNs;
    private boolean isComplete;
    private RuntimeException refusal;

    /**
     * An empty venue.
     *
     * @param directory           that learns of participants.
     * @param figures             that the output keeps.
     * @param behaviourVersionMax newest rules that this build executes.
     */
    VenueState(final CredentialDirectory directory, final NodeFigures figures, final int behaviourVersionMax)
    {
        output = new ServiceOutput(directory, figures, this::isReserved);
        exchange = new Exchange(output, behaviourVersionMax);
    }

    private boolean isReserved(final int participantId)
    {
        final Role role = exchange.venue().participants().get(participantId).role();
        return Role.OPERATOR == role || Role.RISK_OFFICER == role;
    }

    ServiceOutput output()
    {
        return output;
    }

    Exchange exchange()
    {
        return exchange;
    }

    @Override
    public void onSession(final long sessionId, final byte[] principal)
    {
        // The cluster has the sessions from its own part of the snapshot.
    }

    @Override
    public void onEventPosition(final long seq, final long position)
    {
        eventSeq = seq;
        eventPosition = position;
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length)
    {
        if (null != refusal)
        {
            // The reader goes on to the snapshot's end: a corrupt byte there says more than what follows from it here.
            return;
        }
        final long startNs = System.nanoTime();
        try
        {
            isComplete = exchange.onSnapshotRecord(buffer, offset, length);
        }
        catch (final RuntimeException e)
        {
            // Told by the service, which cannot start from this snapshot.
            refusal = e;
        }
        loadNs += System.nanoTime() - startNs;
    }

    /**
     * The snapshot was read to its end, and is whole.
     *
     * @param position of it in the log.
     */
    void readAt(final long position)
    {
        logPosition = position;
    }

    /**
     * Whether this is the state of a snapshot.
     *
     * @param position of the snapshot in the log.
     * @return false where the service has to load it.
     */
    boolean isOf(final long position)
    {
        return NOWHERE != logPosition && logPosition == position && (isComplete || null != refusal);
    }

    /**
     * Takes the state.
     *
     * @param seq      last event, as the snapshot that the cluster starts from says.
     * @param position of the event stream behind it, likewise.
     * @throws RuntimeException where the exchange has refused the snapshot.
     */
    void take(final long seq, final long position)
    {
        if (null != refusal)
        {
            throw refusal;
        }
        SnapshotStream.checkEvent(eventSeq, exchange.eventSeq());
        if (seq != eventSeq || position != eventPosition)
        {
            throw new IllegalStateException("the snapshot at log position " + logPosition + " that the archive has " +
                "is at event " + seq + ", position " + position + "; the one that was checked is at event " + eventSeq +
                ", position " + eventPosition);
        }
    }

    /** What the exchange took to load it, reading and checking left out. */
    long loadMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(loadNs);
    }
}
