package io.gavel.engine.participant;

import io.gavel.engine.Limits;
import io.gavel.engine.ParticipantCredential;
import io.gavel.schema.Role;
import org.agrona.collections.IntArrayList;

/** Who may log on. */
public final class Participant
{
    /** Of one that reads nobody's executions. */
    public static final int NOBODY = -1;

    private final ParticipantCredential credential;
    private final Role role;
    private final int ofParticipantId;
    private final Connection[] connections = new Connection[Limits.CONNECTIONS_PER_PARTICIPANT_MAX];
    private final long hashSalt;
    private final ClOrdIdHistory clOrdIds;
    // Ascending, since accounts are numbered as they are opened.
    private final IntArrayList accountIds = new IntArrayList();
    private int openOrders;

    Participant(
        final ParticipantCredential credential, final Role role, final int ofParticipantId, final long hashSalt)
    {
        this.credential = credential;
        this.role = role;
        this.ofParticipantId = ofParticipantId;
        this.hashSalt = hashSalt;
        clOrdIds = new ClOrdIdHistory(hashSalt);
    }

    /**
     * The venue's number of it.
     *
     * @return &gt;= 0.
     */
    public int participantId()
    {
        return credential.participantId();
    }

    /**
     * Its name and verifier.
     *
     * @return as it was added.
     */
    public ParticipantCredential credential()
    {
        return credential;
    }

    /**
     * What it may do.
     *
     * @return its role.
     */
    public Role role()
    {
        return role;
    }

    /**
     * Whose executions it reads.
     *
     * @return participant id; {@link #NOBODY} but for a drop copy reader.
     */
    public int ofParticipantId()
    {
        return ofParticipantId;
    }

    /**
     * Whose accounts and orders it sees.
     *
     * @return its own id, or that of the participant whose executions it reads.
     */
    public int seenParticipantId()
    {
        return Role.DROP_COPY_READER == role ? ofParticipantId : participantId();
    }

    /**
     * The salt of the tables that hash what it chooses.
     *
     * @return the same for as long as it is there, on every node.
     */
    public long hashSalt()
    {
        return hashSalt;
    }

    /**
     * One of its connections.
     *
     * @param connectionId in range.
     * @return the connection, or null where it was never resumed.
     */
    public Connection connection(final int connectionId)
    {
        return connections[connectionId];
    }

    /**
     * One of its connections, made where it is not there.
     *
     * @param connectionId in range.
     * @return the connection.
     */
    public Connection obtainConnection(final int connectionId)
    {
        if (null == connections[connectionId])
        {
            connections[connectionId] = new Connection(participantId(), connectionId);
        }
        return connections[connectionId];
    }

    /**
     * Client order ids that it used.
     *
     * @return the bounded history.
     */
    public ClOrdIdHistory clOrdIds()
    {
        return clOrdIds;
    }

    /**
     * Its accounts, ascending.
     *
     * @return account ids.
     */
    public IntArrayList accountIds()
    {
        return accountIds;
    }

    /**
     * How many of its orders are in books.
     *
     * @return &gt;= 0.
     */
    public int openOrders()
    {
        return openOrders;
    }

    /**
     * Counts an order in or out.
     *
     * @param delta 1 or -1.
     */
    public void addOpenOrders(final int delta)
    {
        openOrders += delta;
    }
}
