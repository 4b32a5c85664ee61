package io.gavel.client;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal's memory that lets a test kill the process at any store, in the midst of one of several bytes too. The
 * deterministic simulation kills its brokers by it too.
 */
class MortalMemory extends UnsafeBuffer
{
    /** The process is gone. */
    static final class Killed extends Error
    {
        private static final long serialVersionUID = 1L;

        Killed()
        {
            super("killed by the test", null, false, false);
        }
    }

    private long storesLeft = Long.MAX_VALUE;

    MortalMemory(final ByteBuffer buffer)
    {
        super(buffer);
    }

    /** After this many stores the process is killed, where fewer than 0 at once; none of its later stores counts. */
    void killAfter(final long stores)
    {
        storesLeft = stores;
    }

    /** Whether the process is gone. */
    boolean isKilled()
    {
        return storesLeft < 0;
    }

    private void store()
    {
        storesLeft--;
        if (storesLeft < 0)
        {
            throw new Killed();
        }
    }

    @Override
    public void putLong(final int index, final long value)
    {
        store();
        super.putLong(index, value);
    }

    @Override
    public void putLongOrdered(final int index, final long value)
    {
        store();
        super.putLongOrdered(index, value);
    }

    @Override
    public void putInt(final int index, final int value)
    {
        store();
        super.putInt(index, value);
    }

    @Override
    public void putBytes(final int index, final DirectBuffer source, final int sourceIndex, final int length)
    {
        if (storesLeft == 0)
        {
            super.putBytes(index, source, sourceIndex, length / 2);
        }
        store();
        super.putBytes(index, source, sourceIndex, length);
    }
}
