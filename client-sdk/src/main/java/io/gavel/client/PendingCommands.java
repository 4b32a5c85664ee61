package io.gavel.client;

/**
 * The commands that have a clientSeq and no answer yet, in order, and how far they have been sent.
 */
final class PendingCommands
{
    /** More than this many are never unanswered, whatever the venue allows. */
    static final int WINDOW_MAX = 4096;

    /** By clientSeq modulo its length, which is a power of two; null where answered. */
    private Command[] ring = new Command[1024];

    // Invariant: baseSeq <= sendSeq <= nextSeq, and ring[baseSeq] is not null unless baseSeq == nextSeq.
    private long baseSeq;
    private long sendSeq;
    private long nextSeq;

    /** Whether {@link #start(long)} was called. */
    boolean isStarted()
    {
        return nextSeq != 0;
    }

    /** Begins with this sequence. */
    void start(final long firstSeq)
    {
        baseSeq = firstSeq;
        sendSeq = firstSeq;
        nextSeq = firstSeq;
    }

    /** The oldest that has no answer; {@link #nextSeq()} where there is none. */
    long baseSeq()
    {
        return baseSeq;
    }

    /** What the next command will get. */
    long nextSeq()
    {
        return nextSeq;
    }

    /** From the oldest without an answer to the newest. */
    int size()
    {
        return (int)(nextSeq - baseSeq);
    }

    /** How many have no answer. */
    int countUnanswered()
    {
        int count = 0;
        for (long seq = baseSeq; seq != nextSeq; seq++)
        {
            count += get(seq) == null ? 0 : 1;
        }
        return count;
    }

    /** Whether everything has been sent. */
    boolean isAllSent()
    {
        return sendSeq == nextSeq;
    }

    /** Whether anything was sent that has no answer. */
    boolean isAnyInFlight()
    {
        return sendSeq != baseSeq;
    }

    /** The next to be sent, once those before it are; skips what was answered. */
    long sendSeq()
    {
        while (sendSeq != nextSeq && get(sendSeq) == null)
        {
            sendSeq++;
        }
        return sendSeq;
    }

    /** {@link #sendSeq()} was sent. */
    void sent()
    {
        sendSeq++;
    }

    /** Everything without an answer is to be sent again. */
    void resend()
    {
        sendSeq = baseSeq;
    }

    /** Gives a command the next sequence. */
    void add(final Command command)
    {
        if (size() == ring.length)
        {
            final Command[] larger = new Command[ring.length * 2];
            for (long seq = baseSeq; seq != nextSeq; seq++)
            {
                larger[(int)seq & larger.length - 1] = get(seq);
            }
            ring = larger;
        }
        ring[(int)nextSeq & ring.length - 1] = command;
        nextSeq++;
    }

    /** Leaves out a sequence whose command was answered before. */
    void skipTo(final long seq)
    {
        while (nextSeq < seq)
        {
            add(null);
        }
    }

    /** Takes out the newest command; null where it was answered. */
    Command removeNewest()
    {
        nextSeq--;
        final int at = (int)nextSeq & ring.length - 1;
        final Command command = ring[at];
        ring[at] = null;
        sendSeq = Math.min(sendSeq, nextSeq);
        baseSeq = Math.min(baseSeq, nextSeq);
        return command;
    }

    /** The command; null where there is none without an answer. */
    Command get(final long seq)
    {
        return seq < baseSeq || seq >= nextSeq ? null : ring[(int)seq & ring.length - 1];
    }

    /** Takes an answered command out; null where there is none without an answer. */
    Command remove(final long seq)
    {
        final Command command = get(seq);
        if (command != null)
        {
            ring[(int)seq & ring.length - 1] = null;
            advance();
        }
        return command;
    }

    /** Takes out a command whose sequence was not used up: those after it move down by one. */
    Command withdraw(final long seq)
    {
        final Command command = get(seq);
        if (command != null)
        {
            for (long at = seq; at != nextSeq - 1; at++)
            {
                ring[(int)at & ring.length - 1] = get(at + 1);
            }
            nextSeq--;
            ring[(int)nextSeq & ring.length - 1] = null;
            sendSeq = Math.min(sendSeq, seq);
            advance();
        }
        return command;
    }

    private void advance()
    {
        while (baseSeq != nextSeq && ring[(int)baseSeq & ring.length - 1] == null)
        {
            baseSeq++;
        }
        sendSeq = Math.max(sendSeq, baseSeq);
    }
}
