package io.gavel.benchmarks.cluster;

import io.gavel.client.Account;
import io.gavel.client.CommandFuture;
import io.gavel.client.ConnectionListener;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.IdleMode;
import io.gavel.client.MassCancel;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.Patience;
import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** One connection to the venue with its flow: sends through the SDK, and holds every answer against the flow. */
final class OrderLane implements AutoCloseable
{
    /** Commands that wait in the SDK or at the venue. */
    static final int UNDER_WAY_MAX = 1 << 12;

    private static final int QUEUE = 2 * UNDER_WAY_MAX;
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final int TICK_DIGITS = 2;
    private static final int PRICES_FIRST = MixedFlow.MIDDLE_TICKS - 2 * MixedFlow.LEVELS;
    private static final BigDecimal[] PRICES = new BigDecimal[4 * MixedFlow.LEVELS];

    static
    {
        for (int i = 0; i < PRICES.length; i++)
        {
            PRICES[i] = BigDecimal.valueOf(PRICES_FIRST + i, TICK_DIGITS);
        }
    }

    private final MixedFlow flow = new MixedFlow();
    private final PendingAnswer[] pending = new PendingAnswer[UNDER_WAY_MAX];
    private final long[] orderIds = new long[MixedFlow.places()];
    private final AtomicLong reports = new AtomicLong();
    private final AtomicLong trades = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final LaneMembers members;
    private final boolean isDriven;
    private final GavelClient client;
    private volatile String tradeFault;
    // Invariant: answered <= sent <= answered + UNDER_WAY_MAX.
    private long sent;
    private long answered;
    private long reconstructed;

    /**
     * Connects.
     *
     * @param venue    that has the members.
     * @param members  whose the connection is.
     * @param isDriven whether the calling thread drives the connection; else it has a thread of its own.
     */
    OrderLane(final LocalVenue venue, final LaneMembers members, final boolean isDriven)
    {
        this.members = members;
        this.isDriven = isDriven;
        for (int i = 0; i < pending.length; i++)
        {
            pending[i] = new PendingAnswer();
        }
        client = GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant(members.name()).password(members.password()).queueCapacity(QUEUE).connectTimeout(BOUND)
            .idleMode(isDriven ? IdleMode.DRIVEN : IdleMode.BACKOFF)
            .executionListener(this::onExecution).connectionListener(new ConnectionListener()
            {
                @Override
                public void onDisconnected(final String reason)
                {
                    disconnects.incrementAndGet();
                }
            }));
    }

    // Of the client's thread alone.
    private void onExecution(final ExecutionReport report)
    {
        reports.lazySet(reports.get() + 1);
        if (report.execType() == ExecType.TRADE)
        {
            trades.lazySet(trades.get() + 1);
            if (report.lastPxTicks() != MixedFlow.MIDDLE_TICKS || report.lastQtyLots() != MixedFlow.TOP_LOTS)
            {
                tradeFault = "expected a trade of " + MixedFlow.TOP_LOTS + " lots at " + MixedFlow.MIDDLE_TICKS +
                    " ticks, actual " + report;
            }
        }
    }

    /**
     * Sends the next command of the mix.
     *
     * @param dueNs when it should have been sent.
     * @return false where too many are under way.
     */
    boolean send(final long dueNs)
    {
        if (sent - answered == UNDER_WAY_MAX)
        {
            return false;
        }
        flow.next();
        submit(dueNs);
        return true;
    }

    /**
     * Sends the next of the orders that are open before the mix begins.
     *
     * @return false where too many are under way.
     */
    boolean sendDeep()
    {
        if (sent - answered == UNDER_WAY_MAX)
        {
            return false;
        }
        flow.nextDeep();
        submit(System.nanoTime());
        return true;
    }

    private void submit(final long dueNs)
    {
        final PendingAnswer answer = pending[(int)sent & UNDER_WAY_MAX - 1];
        answer.begin(flow, dueNs);
        sent++;
        final CommandFuture<ExecutionReport> future = switch (flow.kind())
        {
            case CANCEL -> client.cancelOrderByClOrdId(flow.clOrdId());
            case REPLACE -> client.replaceOrder(ReplaceOrder.ofClOrdId(flow.clOrdId()).symbol(members.symbol())
                .price(price()).quantity(flow.lots()));
            default -> client.placeOrder(
                NewOrder.limit(members.symbol(), flow.isBuy() ? Side.BUY : Side.SELL, flow.lots(), price())
                .account(members.accounts()[flow.account()]).clOrdId(flow.clOrdId())
                .timeInForce(flow.kind() == MixedFlow.Kind.IMMEDIATE ? TimeInForce.IOC : TimeInForce.DAY));
        };
        future.whenComplete(answer);
    }

    private BigDecimal price()
    {
        return PRICES[flow.priceTicks() - PRICES_FIRST];
    }

    /**
     * Takes and checks the answers that are there.
     *
     * @param latencyNs takes the times; null where they are not wanted.
     * @return how many.
     * @throws CommandFailure where one is wrong.
     */
    int poll(final Histogram latencyNs)
    {
        if (isDriven)
        {
            client.doWork();
        }
        int count = 0;
        while (answered < sent)
        {
            final PendingAnswer answer = pending[(int)answered & UNDER_WAY_MAX - 1];
            if (!answer.isAnswered())
            {
                break;
            }
            final String fault = answer.fault(members.accounts(), orderIds);
            if (fault != null)
            {
                throw new CommandFailure(fault);
            }
            reconstructed += answer.isReconstructed() ? 1 : 0;
            if (latencyNs != null)
            {
                latencyNs.recordValue(Math.min(answer.latencyNs(), Load.LATENCY_NS_MAX));
            }
            answered++;
            count++;
        }
        return count;
    }

    long unanswered()
    {
        return sent - answered;
    }

    /** From now on it counts where the connection is lost; before, nobody drove it while others connected. */
    void onFilled()
    {
        disconnects.set(0);
    }

    long disconnects()
    {
        return disconnects.get();
    }

    /**
     * Cancels what is open, and holds the accounts against the flow.
     *
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where there were not as many reports as there had to be, or money, shares or orders
     *                              are not what they have to be.
     */
    void check() throws InterruptedException
    {
        if (tradeFault != null)
        {
            throw new CommandFailure(tradeFault);
        }
        // Each trades with two, and both sides are told.
        final long expectedTrades = flow.immediates() * 4;
        if (reconstructed == 0 && disconnects.get() == 0 &&
            (trades.get() != expectedTrades || reports.get() != answered + expectedTrades))
        {
            throw new CommandFailure("expected " + answered + " answers and " + expectedTrades +
                " executions, actual " + reports.get() + " reports, of which " + trades.get() + " are executions");
        }
        await(client.massCancel(MassCancel.all()));
        final Patience patience = new Patience(BOUND, 10);
        while (!await(client.openOrders(0)).isEmpty())
        {
            if (patience.isOver())
            {
                throw new CommandFailure("orders of " + members.name() + " are open of which all were cancelled");
            }
            patience.pause();
        }
        checkAccount(0, flow.lotsGained());
        checkAccount(1, -flow.lotsGained());
    }

    private <T> T await(final CompletableFuture<T> future) throws InterruptedException
    {
        final Patience patience = new Patience(BOUND, 1);
        while (isDriven && !future.isDone() && !patience.isOver())
        {
            if (client.doWork() == 0)
            {
                patience.pause();
            }
        }
        return VenueOptions.await(future);
    }

    private void checkAccount(final int index, final long lotsGained) throws InterruptedException
    {
        final Account account = await(client.account(members.accounts()[index]));
        final Account.Cash cash = account.cash(LaneMembers.CURRENCY);
        final BigDecimal expected = LaneMembers.CASH.subtract(
            BigDecimal.valueOf(MixedFlow.MIDDLE_TICKS, TICK_DIGITS).multiply(BigDecimal.valueOf(lotsGained)));
        final long shares = account.shares(members.symbol());
        final boolean isHolding = account.holdings().stream().anyMatch(holding -> holding.held() != 0);
        if (cash.balance().compareTo(expected) != 0 || cash.held().signum() != 0 || isHolding ||
            shares != LaneMembers.SHARES + lotsGained)
        {
            throw new CommandFailure("expected an account with " + expected + " " + LaneMembers.CURRENCY + " and " +
                (LaneMembers.SHARES + lotsGained) + " shares, nothing held, actual " + account);
        }
    }

    @Override
    public void close()
    {
        client.close();
    }
}
