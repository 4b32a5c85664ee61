package io.gavel.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Where the time of a node's start went, phase by phase. Ended by whichever thread is at it, one after the other; read
 * by any.
 */
final class StartTimes
{
    /** What a start does, in this order. */
    enum Phase
    {
        /** From the process' begin until the node is told to start. */
        PROCESS("process"),

        /** Its files are locked and checked, and the snapshot is loaded while it is checked. */
        FILES("files"),

        /** Driver, archive and consensus module are started, and have said where the service begins. */
        PARTS("parts"),

        /** The service has its state. */
        STATE("state"),

        /** The event stream goes on where its recording ends. */
        EVENTS("events"),

        /** Until the first entry of the log, or the end of the election where there is none. */
        ELECTION("election"),

        /** The log behind the snapshot is executed, and the node takes part. */
        LOG("log");

        private final String text;

        Phase(final String text)
        {
            this.text = text;
        }
    }

    private static final long NOT_YET = -1;

    private final AtomicLongArray durationsMs = new AtomicLongArray(Phase.values().length);
    // Of the thread that is at it: each is started by, or hears of, the one before.
    private volatile long phaseNs = System.nanoTime();
    private volatile long logCommands;

    /**
     * A start begins.
     *
     * @param processMs age of the process that is there for this node alone, 0 in any other.
     */
    StartTimes(final long processMs)
    {
        for (int i = 1; i < durationsMs.length(); i++)
        {
            durationsMs.set(i, NOT_YET);
        }
        durationsMs.set(Phase.PROCESS.ordinal(), processMs);
    }

    /**
     * A phase is over, and the next begins. It is counted once: what comes again comes of a later election.
     *
     * @param phase that is over.
     */
    void end(final Phase phase)
    {
        if (!isOver(phase))
        {
            final long nowNs = System.nanoTime();
            durationsMs.set(phase.ordinal(), TimeUnit.NANOSECONDS.toMillis(nowNs - phaseNs));
            phaseNs = nowNs;
        }
    }

    /**
     * The node takes part, and the last phase is over.
     *
     * @param commands of the log that it executed.
     */
    void endAll(final long commands)
    {
        logCommands = commands;
        end(Phase.ELECTION);
        end(Phase.LOG);
    }

    boolean isOver(final Phase phase)
    {
        return NOT_YET != durationsMs.get(phase.ordinal());
    }

    /** All phases that are over, together; milliseconds. */
    long totalMs()
    {
        long total = 0;
        for (int i = 0; i < durationsMs.length(); i++)
        {
            total += Math.max(0, durationsMs.get(i));
        }
        return total;
    }

    /** For a person: the whole, and each phase with its milliseconds. */
    String text()
    {
        final StringBuilder text = new StringBuilder().append(totalMs()).append(" ms");
        for (final Phase phase : Phase.values())
        {
            text.append(0 == phase.ordinal() ? ": " : ", ")
                .append(phase.text).append(' ').append(durationsMs.get(phase.ordinal()));
        }
        return text.append(" (").append(logCommands).append(" commands)").toString();
    }

    /** Appends a field to a JSON object. */
    void appendTo(final StringBuilder json)
    {
        json.append(",\"start\":{");
        for (final Phase phase : Phase.values())
        {
            json.append('"').append(phase.text).append("Ms\":").append(durationsMs.get(phase.ordinal())).append(',');
        }
        json.append("\"logCommands\":").append(logCommands).append(",\"totalMs\":").append(totalMs()).append('}');
    }
}
