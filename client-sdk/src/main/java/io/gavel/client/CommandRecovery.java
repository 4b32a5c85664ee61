package io.gavel.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an earlier process left open, on its way to being resolved. */
final class CommandRecovery
{
    private final SessionJournal journal;
    private final Recovery policy;
    private final Listeners listeners;
    private final InstrumentCache instruments;
    private final ArrayDeque<JournalledCommand> waiting = new ArrayDeque<>();
    private final List<JournalledCommand> withdrawn = new ArrayList<>();
    private final long answeredTo;
    private boolean isAligned;
    private boolean isLive;
    private int open;
    private int told;
    private GavelException conflict;

    /**
     * The recovery of a connection.
     *
     * @param journal     of the connection; null for none.
     * @param policy      for what the venue has not executed.
     * @param listeners   of the application.
     * @param instruments that the venue lists.
     */
    CommandRecovery(
        final SessionJournal journal,
        final Recovery policy,
        final Listeners listeners,
        final InstrumentCache instruments)
    {
        this.journal = journal;
        this.policy = policy;
        this.listeners = listeners;
        this.instruments = instruments;
        isAligned = journal == null;
        answeredTo = journal == null || journal.answeredTo() == JournalWord.NONE ? 0 : journal.answeredTo();
    }

    /** Puts what had a sequence among the unanswered commands, before anything is known of the venue. */
    void load(final PendingCommands pending)
    {
        if (journal == null)
        {
            return;
        }
        for (final SessionJournal.Entry entry : journal.takeUnanswered())
        {
            final JournalledCommand command = new JournalledCommand(entry, this, instruments);
            open++;
            if (entry.state() == JournalWord.WITHDRAWN)
            {
                withdrawn.add(command);
            }
            else if (entry.state() == 0)
            {
                waiting.add(command);
            }
            else
            {
                begin(pending, entry.state());
                pending.add(command);
            }
        }
        if (journal.nextClientSeq() != JournalWord.NONE)
        {
            begin(pending, journal.nextClientSeq());
        }
    }

    private static void begin(final PendingCommands pending, final long seq)
    {
        if (!pending.isStarted())
        {
            pending.start(seq);
        }
        pending.skipTo(seq);
    }

    /**
     * The venue expects this command next. What an earlier process numbered from there on was not executed under that
     * number, and never will be.
     *
     * @return why that can't be; null where it can.
     */
    GavelException align(final PendingCommands pending, final long nextClientSeq)
    {
        if (isAligned)
        {
            return null;
        }
        if (nextClientSeq <= answeredTo)
        {
            return new JournalException(journal + " is newer than the venue, which has answered command " +
                answeredTo + " before, and expects " + nextClientSeq + " now: the venue may have been restored from " +
                "an older backup. Nothing was sent. Look at the open orders and accounts, then begin a new journal");
        }
        if (nextClientSeq > pending.nextSeq())
        {
            return usedWithoutJournal("the venue expects command " + nextClientSeq + ", and the newest of the " +
                "journal is " + (pending.nextSeq() - 1));
        }
        final List<JournalledCommand> rest = new ArrayList<>(waiting);
        journal.nextClientSeq(nextClientSeq);
        while (pending.nextSeq() > nextClientSeq)
        {
            if (pending.removeNewest() instanceof JournalledCommand command)
            {
                journal.sequenced(command.journalPosition(), 0);
                rest.add(command);
            }
        }
        rest.sort(Comparator.comparingLong(Command::journalPosition));
        waiting.clear();
        isAligned = true;
        if (policy == Recovery.RESEND)
        {
            waiting.addAll(rest);
        }
        else
        {
            withdrawn.addAll(rest);
        }
        tellWithdrawn();
        return null;
    }

    /** What was said to be not executed must never be, so the journal knows it before the application. */
    private void tellWithdrawn()
    {
        withdrawn.forEach((command) -> journal.withdrawn(command.journalPosition()));
        if (!withdrawn.isEmpty())
        {
            journal.force();
        }
        for (final JournalledCommand command : withdrawn)
        {
            command.withdraw();
            journal.answered(command.journalPosition());
        }
        withdrawn.clear();
    }

    private JournalException usedWithoutJournal(final String found)
    {
        return new JournalException(journal + " does not fit: " + found + ". The connection was used without it. " +
            "Nothing was sent. Look at the open orders and the executions, then begin a new journal");
    }

    /** Whether the report can be the answer; where it can't, somebody else has used the sequence. */
    boolean isAnswerTo(final Command command, final Report report)
    {
        if (command.isAnsweredBy(report))
        {
            return true;
        }
        conflict = command instanceof JournalledCommand ?
            usedWithoutJournal("command " + report.clientSeq() + " is " + command.describe() +
                " there, and the venue has executed another one under that number") :
            new FencedException("command " + report.clientSeq() + " is " + command.describe() + " here, and the " +
                "venue has executed another one under that number: somebody else used the connection of the same " +
                "participant meanwhile; use another connectionId to run side by side");
        return false;
    }

    /** Why the conversation has to end; null where it hasn't. */
    GavelException conflict()
    {
        return conflict;
    }

    /** Whether something waits to be sent. */
    boolean isAnyWaiting()
    {
        return !waiting.isEmpty();
    }

    /** The next command to be sent; null where there is none. */
    Command poll()
    {
        return waiting.poll();
    }

    /** What became of a command is known. */
    void onResolved(final RecoveredCommand command)
    {
        listeners.onRecovered(command);
        open--;
        told++;
        completeWhereDone();
    }

    /** The connection is resumed. */
    void onLive()
    {
        if (!isLive)
        {
            isLive = true;
            completeWhereDone();
        }
    }

    private void completeWhereDone()
    {
        if (isLive && journal != null && open == 0)
        {
            // Never again: nothing is added to what is open.
            open = -1;
            listeners.onRecoveryComplete(told);
        }
    }
}
