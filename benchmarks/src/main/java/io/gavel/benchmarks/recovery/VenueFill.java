package io.gavel.benchmarks.recovery;

import io.gavel.client.AdminReport;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.NewOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Progress;
import io.gavel.ops.venue.LocalVenue;
import io.gavel.ops.venue.Patience;
import io.gavel.schema.Role;
import io.gavel.schema.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the state of an {@link OpenOrderFlow} in a venue, through the SDK, with as many commands under way as it lets.
 */
final class VenueFill
{
    private static final int QUEUE = 4_096;
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final long POLL_MS = 2;
    private static final int TICK_DIGITS = 2;
    private static final String CURRENCY = "USD";
    private static final BigDecimal DEPOSIT = BigDecimal.valueOf(OpenOrderFlow.DEPOSIT_MINOR, 4);

    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final LocalVenue venue;
    private final OpenOrderFlow flow;
    private final Progress progress;
    private long sent;

    /**
     * A fill.
     *
     * @param venue    that is empty.
     * @param flow     to be made.
     * @param progress told of it.
     */
    VenueFill(final LocalVenue venue, final OpenOrderFlow flow, final Progress progress)
    {
        this.venue = venue;
        this.flow = flow;
        this.progress = progress;
    }

    /**
     * Commands that were sent, all of which were answered.
     *
     * @return from 0.
     */
    long commands()
    {
        return sent;
    }

    /**
     * Instruments, participants, and accounts with money and shares.
     *
     * @param operator connected.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses something, or does not answer.
     */
    void members(final GavelClient operator) throws InterruptedException
    {
        final GavelOperator desk = operator.operator().because("benchmark");
        for (int i = 0; i < flow.instruments(); i++)
        {
            count(desk.addInstrument(
                OpenOrderFlow.symbol(i), CURRENCY, BigDecimal.valueOf(OpenOrderFlow.TICK_MINOR, 4), 1), i + 1);
        }
        for (int i = 0; i < flow.participants(); i++)
        {
            count(desk.addParticipant(OpenOrderFlow.participantName(i), password(i), Role.TRADER), i + 1);
        }
        awaitAnswers("listing");
        for (int account = 0; account < flow.accounts(); account++)
        {
            // The operator's one connection keeps the order, so the ids are known before the answers come.
            count(desk.addAccount(flow.owner(account) + 1), account + 1);
            count(desk.depositCash(account + 1, CURRENCY, DEPOSIT), -1);
            count(desk.depositShares(
                account + 1, OpenOrderFlow.symbol(flow.held(account)), OpenOrderFlow.DEPOSIT_SHARES), -1);
            progress.onProgress("opening accounts", account, flow.accounts());
        }
        awaitAnswers("opening accounts");
    }

    /**
     * Orders that stay open.
     *
     * @param first of them, from 0.
     * @param end   the one behind the last.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses one, or does not answer.
     */
    void orders(final int first, final int end) throws InterruptedException
    {
        final List<GavelClient> brokers = new ArrayList<>();
        try
        {
            for (int i = 0; i < flow.participants(); i++)
            {
                brokers.add(connect(venue, OpenOrderFlow.participantName(i), password(i), 0));
            }
            for (int order = first; order < end; order++)
            {
                final int account = flow.account(order);
                count(brokers.get(flow.owner(account)).placeOrder(NewOrder.limit(
                    OpenOrderFlow.symbol(flow.instrument(order)), flow.side(order), flow.lots(order),
                    BigDecimal.valueOf(flow.priceTicks(order), TICK_DIGITS))
                    .account(account + 1).clOrdId(order + 1L).timeInForce(TimeInForce.GTC)));
                progress.onProgress("entering orders", order, end);
            }
            awaitAnswers("entering orders");
        }
        finally
        {
            brokers.forEach(GavelClient::close);
        }
    }

    /**
     * A client.
     *
     * @param venue        to connect to.
     * @param name         of the participant.
     * @param password     of it.
     * @param connectionId of the participant's connections; two clients need different ones.
     * @return connected.
     */
    static GavelClient connect(
        final LocalVenue venue, final String name, final char[] password, final int connectionId)
    {
        return GavelClient.connect(new GavelClient.Context().members(venue.members().toString())
            .participant(name).password(password).connectionId(connectionId).queueCapacity(QUEUE)
            .connectTimeout(Duration.ofSeconds(30)).backPressureTimeout(Duration.ofSeconds(60)));
    }

    /**
     * A participant's secret.
     *
     * @param participant from 0.
     * @return the same each time: the venue is of this machine and this run.
     */
    static char[] password(final int participant)
    {
        return ("benchmark-secret-" + participant).toCharArray();
    }

    private void count(final CompletableFuture<AdminReport> future, final long expectedId)
    {
        sent++;
        future.whenComplete((report, error) ->
        {
            if (null != error)
            {
                failure.compareAndSet(null, error.getMessage());
            }
            else if (report.isRejected() || expectedId >= 0 && report.resultId() != expectedId)
            {
                failure.compareAndSet(null, report.toString());
            }
            answered.incrementAndGet();
        });
    }

    private void count(final CompletableFuture<ExecutionReport> future)
    {
        sent++;
        future.whenComplete((report, error) ->
        {
            if (null != error)
            {
                failure.compareAndSet(null, error.getMessage());
            }
            else if (report.isRejected())
            {
                failure.compareAndSet(null, report.toString());
            }
            answered.incrementAndGet();
        });
    }

    private void awaitAnswers(final String step) throws InterruptedException
    {
        long last = answered.get();
        final Patience patience = new Patience(STALL, POLL_MS);
        while (answered.get() < sent && null == failure.get())
        {
            if (answered.get() != last)
            {
                last = answered.get();
                patience.renew();
            }
            else if (patience.isOver())
            {
                throw new CommandFailure(step + ": " + (sent - last) + " commands have no answer for 60 s");
            }
            patience.pause();
        }
        if (null != failure.get())
        {
            throw new CommandFailure(step + ": " + failure.get());
        }
    }
}
