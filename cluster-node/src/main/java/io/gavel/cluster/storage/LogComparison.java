package io.gavel.cluster.storage;

import java.util.function.Consumer;

/** Holds the logs of two nodes against each other, byte for byte, as far as both go. */
final class LogComparison
{
    private final NodeStorage source;
    private final NodeStorage other;
    private final Consumer<Fault> faults;
    private boolean isBroken;

    /**
     * A comparison.
     *
     * @param source whose log is the longest of the newest term.
     * @param other  node.
     * @param faults takes what differs.
     */
    LogComparison(final NodeStorage source, final NodeStorage other, final Consumer<Fault> faults)
    {
        this.source = source;
        this.other = other;
        this.faults = faults;
    }

    /**
     * Where the other's log may differ: a leader that died may have entries that no majority got, in whose place a
     * later term has others.
     *
     * @return position.
     */
    long agreedUpTo()
    {
        long limit = Long.MAX_VALUE;
        for (final RecordingLogFile.Entry term : source.recordingLog().terms())
        {
            final RecordingLogFile.Entry same = other.recordingLog().term(term.leadershipTermId());
            if (null != same && same.termBaseLogPosition() != term.termBaseLogPosition())
            {
                onFault(new Fault(other.recordingLog().file(), same.offset(), "term " + term.leadershipTermId() +
                    " to begin at " + term.termBaseLogPosition() + ", as in " + source.recordingLog().file(),
                    Long.toString(same.termBaseLogPosition())));
            }
            if (null == same && term.leadershipTermId() > other.lastTermId())
            {
                limit = Math.min(limit, term.termBaseLogPosition());
            }
        }
        return limit;
    }

    /**
     * Compares.
     *
     * @param to       position to stop at.
     * @param progress hears of it.
     * @return the position up to which the logs were found equal.
     */
    long compare(final long to, final ReadingProgress progress)
    {
        final Recording log = source.log();
        final Recording otherLog = other.log();
        // The later of both starts is a term's begin, and so a frame's, on each of them.
        final long from = Math.max(log.startPosition(), otherLog.startPosition());
        long equal = from;
        try (FrameReader mine = new FrameReader(source.files().archive(), log, from, to, (fault) -> isBroken = true);
            FrameReader theirs = new FrameReader(other.files().archive(), otherLog, from, to, this::onFault))
        {
            while (!isBroken && mine.next() && !isBroken && theirs.next() && !isBroken)
            {
                if (!isEqual(mine, theirs))
                {
                    onFault(theirs.faultHere("a frame as in " + mine.file() + " at offset " + mine.frameOffset(),
                        "other bytes"));
                    break;
                }
                equal = mine.position();
                progress.onProgress("comparing the logs", equal - from, Math.max(0, Math.min(to, 1L << 60) - from));
            }
        }
        return equal;
    }

    private static boolean isEqual(final FrameReader mine, final FrameReader theirs)
    {
        if (mine.framePosition() != theirs.framePosition() || mine.frameLength() != theirs.frameLength() ||
            mine.isPadding() != theirs.isPadding() || mine.isBegin() != theirs.isBegin() ||
            mine.isEnd() != theirs.isEnd())
        {
            return false;
        }
        final int length = mine.isPadding() ? 0 : mine.payloadLength();
        for (int i = 0; i < length; i++)
        {
            if (mine.buffer().getByte(mine.payloadOffset() + i) != theirs.buffer().getByte(theirs.payloadOffset() + i))
            {
                return false;
            }
        }
        return true;
    }

    private void onFault(final Fault fault)
    {
        isBroken = true;
        faults.accept(fault);
    }
}
