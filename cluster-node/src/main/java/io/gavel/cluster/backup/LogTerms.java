package io.gavel.cluster.backup;

import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.logbuffer.Header;
import io.gavel.cluster.storage.ReadingProgress;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * Reads from a log itself which leadership terms it has: a copy's recording log has only those that were the newest
 * when it asked.
 */
final class LogTerms
{
    /**
     * One term.
     *
     * @param leadershipTermId    of it.
     * @param termBaseLogPosition where it begins.
     * @param timestampNs         log time of its first entry.
     */
    record Term(long leadershipTermId, long termBaseLogPosition, long timestampNs)
    {
    }

    private static final String REPLAY_CHANNEL = "aeron:ipc?alias=log-terms";
    private static final int REPLAY_STREAM_ID = 901;
    private static final int FRAGMENT_LIMIT = 256;
    private static final String STEP = "reading the log";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewLeadershipTermEventDecoder newTerm = new NewLeadershipTermEventDecoder();
    private final List<Term> terms = new ArrayList<>();
    private final long positionMax;
    private long position;

    private LogTerms(final long positionMax)
    {
        this.positionMax = positionMax;
    }

    /**
     * Reads the log.
     *
     * @param archive     that has it.
     * @param recordingId of the log, stopped.
     * @param from        where the recording begins.
     * @param to          where it ends.
     * @param positionMax entries that end behind it are left out.
     * @param idle        while waiting.
     * @param progress    told.
     * @return terms and end of the log.
     * @throws BackupException where the archive finds it damaged.
     */
    static LogTerms read(
        final AeronArchive archive,
        final long recordingId,
        final long from,
        final long to,
        final long positionMax,
        final IdleStrategy idle,
        final ReadingProgress progress)
    {
        final LogTerms log = new LogTerms(positionMax);
        log.position = from;
        if (to > from)
        {
            try
            {
                log.replay(archive, recordingId, from, to, idle, progress);
            }
            catch (final ArchiveException e)
            {
                // It says which frame's checksum is wrong, and in which file.
                throw new BackupException("the log is damaged: " + e.getMessage() + advice(), e);
            }
        }
        return log;
    }

    private void replay(
        final AeronArchive archive,
        final long recordingId,
        final long from,
        final long to,
        final IdleStrategy idle,
        final ReadingProgress progress)
    {
        final FragmentAssembler assembler = new FragmentAssembler(this::onMessage);
        try (Subscription subscription =
            archive.replay(recordingId, from, to - from, REPLAY_CHANNEL, REPLAY_STREAM_ID))
        {
            while (0 == subscription.imageCount())
            {
                archive.checkForErrorResponse();
                idle.idle();
            }
            final Image image = subscription.imageAtIndex(0);
            while (image.position() < to)
            {
                final int fragments = image.poll(assembler, FRAGMENT_LIMIT);
                if (0 == fragments && (image.isClosed() || image.isEndOfStream()) && image.position() < to)
                {
                    throw new BackupException("the log is damaged behind position " + position + ", it should go to " +
                        to + advice());
                }
                progress.onProgress(STEP, image.position() - from, to - from);
                idle.idle(fragments);
            }
        }
    }

    private static String advice()
    {
        return ": ./gavel verify says where; restore from another copy";
    }

    private void onMessage(final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        if (frame.position() > positionMax)
        {
            return;
        }
        position = frame.position();
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return;
        }
        header.wrap(buffer, offset);
        if (MessageHeaderDecoder.SCHEMA_ID == header.schemaId() &&
            NewLeadershipTermEventDecoder.TEMPLATE_ID == header.templateId())
        {
            newTerm.wrapAndApplyHeader(buffer, offset, header);
            terms.add(new Term(newTerm.leadershipTermId(), newTerm.termBaseLogPosition(), newTerm.timestamp()));
        }
    }

    /**
     * The terms that begin in the log.
     *
     * @return oldest first.
     */
    List<Term> terms()
    {
        return terms;
    }

    /**
     * Where the last whole entry ends.
     *
     * @return position, at most the one that was asked for.
     */
    long position()
    {
        return position;
    }
}
