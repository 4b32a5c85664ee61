package io.gavel.cluster.storage;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.codecs.ClusterActionRequestDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionCloseEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionOpenEventDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The replicated log of one node, entry by entry, from its recording. Each entry is of the leadership term that the
 * recording log has for its position. The newest terms may not be there yet: a node that catches up records the log
 * first, and writes a term down when it executes its begin.
 */
public final class RaftLog implements AutoCloseable
{
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long NO_POSITION = -1;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SessionMessageHeaderDecoder sessionMessage = new SessionMessageHeaderDecoder();
    private final TimerEventDecoder timerEvent = new TimerEventDecoder();
    private final SessionOpenEventDecoder sessionOpen = new SessionOpenEventDecoder();
    private final SessionCloseEventDecoder sessionClose = new SessionCloseEventDecoder();
    private final ClusterActionRequestDecoder action = new ClusterActionRequestDecoder();
    private final NewLeadershipTermEventDecoder newTerm = new NewLeadershipTermEventDecoder();
    private final RecordingLogFile recordingLog;
    private final Consumer<Fault> faults;
    private final MessageReader messages;
    private long leadershipTermId = -1;

    /**
     * Opens a log.
     *
     * @param files        of a node.
     * @param recording    of the log.
     * @param recordingLog of the node.
     * @param from         position of an entry.
     * @param to           position to stop at; {@link Long#MAX_VALUE} for the end.
     * @param faults       takes what is wrong, and may throw; reading goes on at the next entry that is right.
     */
    public RaftLog(
        final NodeFiles files,
        final Recording recording,
        final RecordingLogFile recordingLog,
        final long from,
        final long to,
        final Consumer<Fault> faults)
    {
        this.recordingLog = recordingLog;
        this.faults = faults;
        messages = new MessageReader(files, recording, from, to, faults);
        for (final RecordingLogFile.Entry term : recordingLog.terms())
        {
            // At its very begin the new term's own entry says so.
            if (term.termBaseLogPosition() < from)
            {
                leadershipTermId = term.leadershipTermId();
            }
        }
    }

    /**
     * Hands the next entry over.
     *
     * @param consumer takes it.
     * @return false at the end.
     */
    public boolean next(final LogConsumer consumer)
    {
        while (messages.next())
        {
            final String wrong = dispatch(consumer);
            if (null == wrong)
            {
                return true;
            }
            faults.accept(messages.faultHere(wrong, header.encodedLength() > messages.length() ?
                messages.length() + " bytes" : "schema " + header.schemaId() + ", template " + header.templateId() +
                ", version " + header.version() + ", block of " + header.blockLength() + ", " + messages.length() +
                " bytes"));
        }
        return false;
    }

    private String dispatch(final LogConsumer consumer)
    {
        final DirectBuffer buffer = messages.buffer();
        final int offset = messages.offset();
        final int length = messages.length();
        if (length < HEADER)
        {
            return "an entry of the cluster";
        }
        header.wrap(buffer, offset);
        if (MessageHeaderDecoder.SCHEMA_ID != header.schemaId() || header.blockLength() > length - HEADER)
        {
            return "an entry of the cluster's schema " + MessageHeaderDecoder.SCHEMA_ID;
        }
        final int at = offset + HEADER;
        final int block = header.blockLength();
        final int version = header.version();
        if (messages.isAfterCut() && NewLeadershipTermEventDecoder.TEMPLATE_ID != header.templateId())
        {
            return "a later part of the message before";
        }
        switch (header.templateId())
        {
            case SessionMessageHeaderDecoder.TEMPLATE_ID:
                sessionMessage.wrap(buffer, at, block, version);
                return onMessage(consumer, buffer, offset, length);

            case TimerEventDecoder.TEMPLATE_ID:
                timerEvent.wrap(buffer, at, block, version);
                return HEADER + block != length ? "a timer's entry" :
                    wrongTerm(timerEvent.leadershipTermId(), () -> consumer.onTimer(
                        messages.position(), timerEvent.correlationId(), timerEvent.timestamp()));

            case SessionOpenEventDecoder.TEMPLATE_ID:
                sessionOpen.wrap(buffer, at, block, version);
                return onSessionOpen(consumer, offset, length);

            case SessionCloseEventDecoder.TEMPLATE_ID:
                sessionClose.wrap(buffer, at, block, version);
                return HEADER + block != length ? "the close of a session" :
                    wrongTerm(sessionClose.leadershipTermId(), () -> consumer.onSessionClosed(messages.position(),
                        sessionClose.clusterSessionId(), sessionClose.closeReason().name(), sessionClose.timestamp()));

            case ClusterActionRequestDecoder.TEMPLATE_ID:
                action.wrap(buffer, at, block, version);
                return HEADER + block != length || action.logPosition() != messages.position() ?
                    "an action at position " + messages.position() : wrongTerm(action.leadershipTermId(),
                    () -> consumer.onAction(messages.position(), action.action().name(), action.timestamp()));

            case NewLeadershipTermEventDecoder.TEMPLATE_ID:
                newTerm.wrap(buffer, at, block, version);
                return onNewTerm(consumer, length);

            default:
                return "a known entry";
        }
    }

    private String onMessage(
        final LogConsumer consumer, final DirectBuffer buffer, final int offset, final int length)
    {
        if (AeronCluster.SESSION_HEADER_LENGTH > length)
        {
            return "the message of a session";
        }
        if (leadershipTermId != sessionMessage.leadershipTermId())
        {
            return "an entry of term " + leadershipTermId;
        }
        consumer.onMessage(messages.position(), sessionMessage.clusterSessionId(), sessionMessage.timestamp(), buffer,
            offset + AeronCluster.SESSION_HEADER_LENGTH, length - AeronCluster.SESSION_HEADER_LENGTH);
        return null;
    }

    private String onSessionOpen(final LogConsumer consumer, final int offset, final int length)
    {
        try
        {
            sessionOpen.skipResponseChannel();
            final byte[] principal = new byte[sessionOpen.encodedPrincipalLength()];
            sessionOpen.getEncodedPrincipal(principal, 0, principal.length);
            return sessionOpen.limit() - offset != length ? "the open of a session" :
                wrongTerm(sessionOpen.leadershipTermId(), () -> consumer.onSessionOpened(messages.position(),
                    sessionOpen.clusterSessionId(), principal, sessionOpen.timestamp()));
        }
        catch (final IndexOutOfBoundsException | NegativeArraySizeException e)
        {
            return "the open of a session (" + e.getMessage() + ")";
        }
    }

    private String onNewTerm(final LogConsumer consumer, final int length)
    {
        final RecordingLogFile.Entry term = recordingLog.term(newTerm.leadershipTermId());
        final long base = null != term ? term.termBaseLogPosition() :
            isNewerThanAll(newTerm.leadershipTermId()) ? messages.startPosition() : NO_POSITION;
        if (base != newTerm.termBaseLogPosition() || HEADER + header.blockLength() != length)
        {
            return "the begin of a term that " + recordingLog.file().getFileName() + " has" +
                (NO_POSITION == base ? ", not of term " + newTerm.leadershipTermId() : " at " + base +
                ", not at " + newTerm.termBaseLogPosition());
        }
        leadershipTermId = newTerm.leadershipTermId();
        consumer.onNewLeadershipTerm(messages.position(), leadershipTermId, newTerm.leaderMemberId(),
            newTerm.appVersion(), newTerm.timestamp());
        return null;
    }

    private boolean isNewerThanAll(final long termId)
    {
        final List<RecordingLogFile.Entry> terms = recordingLog.terms();
        return termId > leadershipTermId &&
            (terms.isEmpty() || termId > terms.get(terms.size() - 1).leadershipTermId());
    }

    private String wrongTerm(final long termId, final Runnable handOver)
    {
        if (leadershipTermId != termId)
        {
            return "an entry of term " + leadershipTermId;
        }
        handOver.run();
        return null;
    }

    /**
     * Where the last entry ends.
     *
     * @return position.
     */
    public long position()
    {
        return messages.position();
    }

    /**
     * Where the last entry begins.
     *
     * @return position.
     */
    public long startPosition()
    {
        return messages.startPosition();
    }

    /**
     * Names a fault at the last entry.
     *
     * @param expected what would be right.
     * @param found    what is there.
     * @return the fault.
     */
    public Fault faultHere(final String expected, final String found)
    {
        return messages.faultHere(expected, found);
    }

    /**
     * The file that was read last.
     *
     * @return a segment of the recording.
     */
    public Path file()
    {
        return messages.file();
    }

    @Override
    public void close()
    {
        messages.close();
    }
}
