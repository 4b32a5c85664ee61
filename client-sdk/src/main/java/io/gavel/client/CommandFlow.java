package io.gavel.client;

import io.gavel.schema.RejectReason;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** The commands of a connection, from the application's queue over the wire to their answers. */
final class CommandFlow
{
    /** Where no answer to what is in flight comes for this time, the connection is to be resumed, to find out why. */
    static final long STALL_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(3);

    /** Commands sent before the transport is polled again. */
    private static final int SEND_BATCH = 128;

    private final Queue<Command> queue;
    private final CommandRecovery recovery;
    private final SessionJournal journal;
    private final CommandCodec codec = new CommandCodec();
    private final PendingCommands pending = new PendingCommands();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private int window = 1;
    private long lastProgressNs;

    /**
     * A flow.
     *
     * @param queue    of the application.
     * @param recovery of what an earlier process left open.
     * @param journal  of the connection; null for none.
     */
    CommandFlow(final Queue<Command> queue, final CommandRecovery recovery, final SessionJournal journal)
    {
        this.queue = queue;
        this.recovery = recovery;
        this.journal = journal;
        recovery.load(pending);
    }

    PendingCommands pending()
    {
        return pending;
    }

    /**
     * The venue expects this command next.
     *
     * @return why that can't be; null where it can.
     */
    GavelException align(final long nextClientSeq)
    {
        if (!pending.isStarted())
        {
            pending.start(nextClientSeq);
        }
        return recovery.align(pending, nextClientSeq);
    }

    /** Why the conversation has to end, as an answer shows; null where it hasn't. */
    GavelException conflict()
    {
        return recovery.conflict();
    }

    /** The journal keeps what this cycle brought. */
    void keep()
    {
        if (journal != null)
        {
            journal.forceWhereDirty();
        }
    }

    /** What is unanswered is sent again, and new commands may follow. */
    void restart(final int newWindow, final long nowNs)
    {
        window = Math.min(Math.max(1, newWindow), PendingCommands.WINDOW_MAX);
        pending.resend();
        lastProgressNs = nowNs;
        recovery.onLive();
    }

    /** Whether nothing that was sent has been answered for too long. */
    boolean isStalled(final long nowNs)
    {
        return pending.isAnyInFlight() && nowNs - lastProgressNs > STALL_TIMEOUT_NS;
    }

    /** Whether something waits in the queue and nothing keeps it there. */
    boolean isSendable()
    {
        return pending.isAllSent() && pending.size() < window && (recovery.isAnyWaiting() || !queue.isEmpty());
    }

    /** Sends what is due, as far as the window lets it; 0 where there was nothing to do. */
    int send(final long nowNs, final Transport transport)
    {
        sequence();
        int sent = 0;
        while (sent < SEND_BATCH && pending.sendSeq() != pending.nextSeq())
        {
            if (!pending.isAnyInFlight())
            {
                lastProgressNs = nowNs;
            }
            final long seq = pending.sendSeq();
            if (!transport.send(buffer, 0, pending.get(seq).encode(codec, buffer, seq)))
            {
                break;
            }
            pending.get(seq).sent(seq);
            pending.sent();
            sent++;
        }
        return sent;
    }

    /** Gives sequences to what waits, and has the journal know them before any of it is sent. */
    private void sequence()
    {
        if (!pending.isAllSent())
        {
            return;
        }
        boolean isAny = false;
        for (int i = 0; i < SEND_BATCH && pending.size() < window; i++)
        {
            final Command waiting = recovery.poll();
            final Command command = waiting != null ? waiting : queue.poll();
            if (command == null)
            {
                break;
            }
            if (journal != null)
            {
                journal.sequenced(command.journalPosition(), pending.nextSeq());
                journal.nextClientSeq(pending.nextSeq() + 1);
            }
            pending.add(command);
            isAny = true;
        }
        if (isAny && journal != null)
        {
            journal.force();
        }
    }

    /** A report answers the command, unless it was answered before. */
    void onAnswer(final Report report, final long nowNs)
    {
        final long clientSeq = report.clientSeq();
        final Command command = clientSeq == 0 ? null : pending.get(clientSeq);
        if (clientSeq != 0)
        {
            lastProgressNs = nowNs;
        }
        if (command != null && recovery.isAnswerTo(command, report))
        {
            pending.remove(clientSeq);
            command.onAnswer(report);
            settled(command, clientSeq);
        }
    }

    /** What came of the command is known, unless it was answered before. */
    void onOutcome(
        final long clientSeq, final long resultId, final long eventSeq, final RejectReason reason, final long nowNs)
    {
        lastProgressNs = nowNs;
        final Command command = pending.remove(clientSeq);
        if (command != null)
        {
            command.onOutcome(clientSeq, resultId, eventSeq, reason);
            settled(command, clientSeq);
        }
    }

    /** The application was told: only now may the journal forget the command. */
    private void settled(final Command command, final long clientSeq)
    {
        if (journal != null)
        {
            journal.answeredTo(clientSeq);
            journal.answered(command.journalPosition());
        }
    }

    /**
     * The venue did not take a command.
     *
     * @return true where its sequence was not used up, so that those after it have to be sent again under others.
     */
    boolean onRefused(final long clientSeq, final long expectedClientSeq, final RejectReason reason)
    {
        final boolean isUsedUp = clientSeq > 0 && clientSeq < expectedClientSeq;
        final long seq = clientSeq > 0 ? clientSeq : expectedClientSeq;
        final Command command = pending.get(seq);
        if (command == null)
        {
            return false;
        }
        if (!isUsedUp && journal != null)
        {
            // A later process, with another venue's build perhaps, must not send what was said to be refused.
            journal.withdrawn(command.journalPosition());
            journal.force();
        }
        command.fail(new CommandRejectedException("the venue did not take " + command.describe() + ": " + reason +
            (reason == RejectReason.CLIENT_SEQ_TOO_OLD ?
            "; it was executed, and what came of it is no longer known there" : ""), reason));
        if (isUsedUp)
        {
            pending.remove(seq);
            settled(command, seq);
        }
        else
        {
            withdraw(seq, command);
        }
        return !isUsedUp;
    }

    private void withdraw(final long seq, final Command command)
    {
        final long oldNextSeq = pending.nextSeq();
        pending.withdraw(seq);
        if (journal != null)
        {
            // What is not executed may have any sequence from here on, or none, wherever the process dies.
            journal.answered(command.journalPosition());
            journal.nextClientSeq(seq);
            for (long moved = seq; moved < oldNextSeq - 1; moved++)
            {
                final Command next = pending.get(moved);
                if (next != null)
                {
                    journal.sequenced(next.journalPosition(), moved);
                }
            }
            journal.nextClientSeq(oldNextSeq - 1);
            journal.force();
        }
    }

    /** No answer will come to what was taken from the queue. */
    void failPending(final Throwable cause)
    {
        for (long seq = pending.baseSeq(); seq != pending.nextSeq(); seq++)
        {
            final Command command = pending.get(seq);
            if (command != null)
            {
                command.fail(cause);
            }
        }
    }

    /** No answer will come to what waits in the queue. */
    void failQueued(final Throwable cause)
    {
        Command command;
        while ((command = queue.poll()) != null)
        {
            command.fail(cause);
        }
    }
}
