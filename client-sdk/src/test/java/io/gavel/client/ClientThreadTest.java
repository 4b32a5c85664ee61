package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's thread, with a venue in the same process. */
@Timeout(60)
class ClientThreadTest
{
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final AtomicLong reports = new AtomicLong();
    private final SimulatedVenue venue = new SimulatedVenue();
    private SimulatedTransport transport;
    private ClientCore core;
    private GavelClient client;
    private volatile RuntimeException thrownByListener;

    @BeforeEach
    void connect()
    {
        final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
        operator.now(operator.client().operator().addInstrument("AAPL", "USD", new BigDecimal("0.01"), 1));
        operator.now(operator.client().operator().addAccount(0));
        operator.now(operator.client().operator().depositCash(1, "USD", new BigDecimal("1000000")));
        transport = new SimulatedTransport(venue, 0);
        transport.connect(0);
        final ClientSettings settings = new GavelClient.Context()
            .members("127.0.0.1:9000")
            .participant("operator")
            .password(new char[]{'x'})
            .connectionId(1)
            .queueCapacity(4)
            .backPressureTimeout(Duration.ofSeconds(30))
            .executionListener(this::onExecution)
            .errorHandler(errors::add)
            .conclude();
        core = new ClientCore(settings, transport, new Listeners(settings), null);
        core.start();
        client = new GavelClient(core, 1);
    }

    @AfterEach
    void close()
    {
        client.close();
    }

    private void onExecution(final ExecutionReport report)
    {
        reports.incrementAndGet();
        if (thrownByListener != null)
        {
            throw thrownByListener;
        }
    }

    private CompletableFuture<ExecutionReport> buy()
    {
        return client.placeOrder(NewOrder.limit("AAPL", Side.BUY, 1, "1.00").account(1));
    }

    private static <T> T get(final CompletableFuture<T> future)
    {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void shouldLiveOnWhereAListenerThrows()
    {
        thrownByListener = new IllegalStateException("thrown by the listener");
        assertFalse(get(buy()).isRejected());
        assertFalse(get(buy()).isRejected());
        assertEquals(List.of(thrownByListener, thrownByListener), errors);
        assertEquals(2, reports.get());
    }

    @Test
    void shouldWaitForRoomWhereTheQueueIsFull()
    {
        final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
        for (int i = 0; i < 5_000; i++)
        {
            futures.add(buy());
        }
        futures.forEach((future) -> assertFalse(get(future).isRejected()));
        assertEquals(5_000, reports.get());
    }

    @Test
    void shouldPlaceOrdersFromItsOwnThread()
    {
        final CompletableFuture<ExecutionReport> second =
            afterBuying((answer) -> answer.thenCompose((first) -> buy()));
        assertEquals(2, get(second).clientSeq());
    }

    /** Places an order that is answered only once what follows is chained to it, and so runs on the client's thread. */
    private <T> CompletableFuture<T> afterBuying(
        final Function<CompletableFuture<ExecutionReport>, CompletableFuture<T>> chain)
    {
        transport.block(true);
        final CompletableFuture<T> chained = chain.apply(buy());
        transport.block(false);
        return chained;
    }

    @Test
    void shouldNotWaitForRoomOnItsOwnThread()
    {
        final CompletableFuture<Object> outcome = afterBuying((answer) -> answer.handle((placed, failure) ->
        {
            for (int i = 0; i < 4; i++)
            {
                buy();
            }
            return assertThrows(BackPressureException.class, this::buy);
        }));
        assertInstanceOf(BackPressureException.class, get(outcome));
    }

    @Test
    void shouldCompleteWhatIsOpenAndEndItsThreadOnClose()
    {
        transport.loseOut((message) -> true);
        final CompletableFuture<ExecutionReport> open = buy();
        client.close();
        assertInstanceOf(ClientClosedException.class,
            assertThrows(CompletionException.class, () -> get(open)).getCause());
        assertInstanceOf(ClientClosedException.class,
            assertThrows(CompletionException.class, () -> get(buy())).getCause());
        assertTrue(transport.isClosed());
        client.close();
    }

    @Test
    void shouldCompleteWhatIsOpenWhereItsThreadEndsInAnError()
    {
        transport.loseOut((message) ->
        {
            throw new OutOfMemoryError("made by the test");
        });
        final ClientClosedException failure = assertInstanceOf(ClientClosedException.class,
            assertThrows(CompletionException.class, () -> get(buy())).getCause());
        assertTrue(failure.getMessage().contains("made by the test"), failure.getMessage());
    }

    @Test
    void shouldLetItselfBeClosedOnItsOwnThread()
    {
        get(afterBuying((answer) -> answer.thenAccept((placed) -> client.close())));
        Awaitility.await().until(transport::isClosed);
    }

    /** A client that this thread drives, in place of the one that has a thread. */
    private void connectDriven()
    {
        client.close();
        final ClientSettings settings = new GavelClient.Context().members("127.0.0.1:9000").participant("operator")
            .password(new char[]{'x'}).connectionId(2).idleMode(IdleMode.DRIVEN).queueCapacity(4)
            .executionListener(this::onExecution).errorHandler(errors::add).conclude();
        transport = new SimulatedTransport(venue, 0);
        transport.connect(0);
        core = new ClientCore(settings, transport, new Listeners(settings), null);
        core.start();
        client = new GavelClient(core, 2);
    }

    @Test
    void shouldDoNothingByItselfWhereTheApplicationDrivesIt()
    {
        connectDriven();
        final List<CompletableFuture<ExecutionReport>> futures = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            futures.add(buy());
        }
        assertThrows(BackPressureException.class, this::buy);
        assertTrue(futures.stream().noneMatch(CompletableFuture::isDone));
        assertThrows(IllegalStateException.class, futures.get(0)::join);
        while (!futures.stream().allMatch(CompletableFuture::isDone))
        {
            client.doWork();
        }
        assertEquals(4, reports.get());
        futures.forEach((future) -> assertFalse(future.join().isRejected()));
        final CompletableFuture<ExecutionReport> last = buy();
        client.close();
        assertInstanceOf(ClientClosedException.class, assertThrows(CompletionException.class, last::join).getCause());
        assertEquals(0, client.doWork());
        client.close();
    }

    @Test
    void shouldBeDrivenByNobodyElse() throws InterruptedException
    {
        assertThrows(IllegalStateException.class, client::doWork);
        connectDriven();
        final List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
        final Thread other = new Thread(() ->
        {
            thrown.add(assertThrows(IllegalStateException.class, client::doWork));
            thrown.add(assertThrows(IllegalStateException.class, client::close));
        });
        other.start();
        other.join();
        assertEquals(2, thrown.size());
        assertTrue(thrown.get(0).getMessage().contains(Thread.currentThread().getName()), thrown::toString);
    }
}
