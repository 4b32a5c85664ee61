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
    private final CommandCodec codec = new CommandCodec();
    private final PendingCommands pending = new PendingCommands();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Command.ENCODED_LENGTH_MAX]);
    private int window = 1;
    private long lastProgressNs;

    CommandFlow(final Queue<Command> queue)
    {
        this.queue = queue;
    }

    PendingCommands pending()
    {
        return pending;
    }

    /** What is unanswered is sent again, and new commands may follow. */
    void restart(final int newWindow, final long nowNs)
    {
        window = Math.max(1, newWindow);
        pending.resend();
        lastProgressNs = nowNs;
    }

    /** Whether nothing that was sent has been answered for too long. */
    boolean isStalled(final long nowNs)
    {
        return pending.isAnyInFlight() && nowNs - lastProgressNs > STALL_TIMEOUT_NS;
    }

    /** Whether something waits in the queue and nothing keeps it there. */
    boolean isSendable()
    {
        return pending.isAllSent() && pending.size() < window && !queue.isEmpty();
    }

    /** Sends what is due, as far as the window lets it; 0 where there was nothing to do. */
    int send(final long nowNs, final Transport transport)
    {
        int sent = 0;
        while (sent < SEND_BATCH)
        {
            if (pending.sendSeq() == pending.nextSeq())
            {
                final Command command = pending.size() < window ? queue.poll() : null;
                if (command == null)
                {
                    break;
                }
                pending.add(command);
            }
            if (!pending.isAnyInFlight())
            {
                lastProgressNs = nowNs;
            }
            final long seq = pending.sendSeq();
            if (!transport.send(buffer, 0, pending.get(seq).encode(codec, buffer, seq)))
            {
                break;
            }
            pending.sent();
            sent++;
        }
        return sent;
    }

    /** Takes out the command that was answered; null where it was answered before. */
    Command answered(final long clientSeq, final long nowNs)
    {
        if (clientSeq == 0)
        {
            return null;
        }
        lastProgressNs = nowNs;
        return pending.remove(clientSeq);
    }

    /**
     * The venue did not take a command.
     *
     * @return true where its sequence was not used up, so that those after it have to be sent again under others.
     */
    boolean onRefused(final long clientSeq, final long expectedClientSeq, final RejectReason reason)
    {
        final boolean isUsedUp = clientSeq > 0 && clientSeq < expectedClientSeq;
        final Command command = isUsedUp ?
            pending.remove(clientSeq) : pending.withdraw(clientSeq > 0 ? clientSeq : expectedClientSeq);
        if (command == null)
        {
            return false;
        }
        command.fail(new CommandRejectedException("the venue did not take " + command.describe() + ": " + reason +
            (reason == RejectReason.CLIENT_SEQ_TOO_OLD ?
            "; it was executed, and what came of it is no longer known there" : ""), reason));
        return !isUsedUp;
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
