package io.gavel.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A future that the client's thread completes, and that therefore can't be waited for on it.
 *
 * @param <T> of the result.
 */
class ClientFuture<T> extends CompletableFuture<T>
{
    private final Thread clientThread;

    ClientFuture(final Thread clientThread)
    {
        this.clientThread = clientThread;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture()
    {
        return new ClientFuture<>(clientThread);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException
    {
        checkThread();
        return super.get();
    }

    @Override
    public T get(final long timeout, final TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException
    {
        checkThread();
        return super.get(timeout, unit);
    }

    @Override
    public T join()
    {
        checkThread();
        return super.join();
    }

    private void checkThread()
    {
        if (Thread.currentThread() == clientThread && !isDone())
        {
            throw new IllegalStateException("waiting on the client's own thread, which is the one that would " +
                "complete this future: chain with thenAccept or the like, or wait on another thread");
        }
    }
}
