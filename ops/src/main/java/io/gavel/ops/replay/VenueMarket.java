package io.gavel.ops.replay;

import io.gavel.client.AdminReport;
import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.NewOrder;
import io.gavel.client.ReplaceOrder;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.Role;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.Money;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The two participants of a replay at a venue: made and funded by the operator, each with an account and a connection
 * through the SDK.
 */
public final class VenueMarket implements ReplayMarket, AutoCloseable
{
    /**
     * What is traded, and where.
     *
     * @param members       of the venue.
     * @param symbol        of the instrument, as the venue lists it.
     * @param currency      of the instrument.
     * @param tickSizeMinor of the instrument, 1/10,000 of the currency.
     */
    public record Listing(String members, String symbol, String currency, long tickSizeMinor)
    {
    }

    private record Participant(GavelClient client, long accountId)
    {
    }

    private final String symbol;
    private final TradeLog makerLog = new TradeLog();
    private final TradeLog sweeperLog = new TradeLog();
    private final Consumer<Throwable> errors;
    private Participant maker;
    private Participant sweeper;

    private VenueMarket(final String symbol, final Consumer<Throwable> errors)
    {
        this.symbol = symbol;
        this.errors = errors;
    }

    /**
     * Makes, funds and connects the two participants. Their names are new ones, so that a venue may be replayed to
     * again.
     *
     * @param operator of the venue.
     * @param listing  what is traded; the instrument is there.
     * @param needed   that the accounts begin with.
     * @param errors   told what goes wrong in a client and no call can be told of.
     * @return a market that is ready.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refuses.
     */
    public static VenueMarket open(
        final GavelOperator operator,
        final Listing listing,
        final ReplayAccounts needed,
        final Consumer<Throwable> errors) throws InterruptedException
    {
        final VenueMarket market = new VenueMarket(listing.symbol(), errors);
        final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try
        {
            market.maker = market.participant(operator, listing, "replay-maker-" + run, market.makerLog,
                needed.makerCashMinor(), needed.makerShares());
            market.sweeper = market.participant(operator, listing, "replay-sweeper-" + run, market.sweeperLog,
                needed.sweeperCashMinor(), needed.sweeperShares());
            return market;
        }
        catch (final InterruptedException | RuntimeException e)
        {
            market.close();
            throw e;
        }
    }

    /**
     * Trades that were reported to the first participant.
     *
     * @return fills while the replay runs.
     */
    public TradeLog makerLog()
    {
        return makerLog;
    }

    /**
     * Trades that were reported to the second participant.
     *
     * @return fills while the replay runs.
     */
    public TradeLog sweeperLog()
    {
        return sweeperLog;
    }

    @Override
    public CompletableFuture<ExecutionReport> submit(final ReplayStep step)
    {
        if (step instanceof ReplayStep.Enter enter)
        {
            return maker.client().placeOrder(
                NewOrder.limit(symbol, enter.side(), enter.shares(), Money.toDecimal(enter.priceMinor()))
                    .account(maker.accountId()).timeInForce(TimeInForce.GTC).clOrdId(enter.reference()));
        }
        if (step instanceof ReplayStep.Reduce reduce)
        {
            return maker.client().replaceOrder(ReplaceOrder.ofClOrdId(reduce.reference()).symbol(symbol)
                .price(Money.toDecimal(reduce.priceMinor())).quantity(reduce.totalShares()));
        }
        if (step instanceof ReplayStep.Cancel cancel)
        {
            return maker.client().cancelOrderByClOrdId(cancel.reference());
        }
        final ReplayStep.Sweep sweep = (ReplayStep.Sweep)step;
        return sweeper.client().placeOrder(
            NewOrder.limit(symbol, sweep.side(), sweep.shares(), Money.toDecimal(sweep.priceMinor()))
                .account(sweeper.accountId()).timeInForce(TimeInForce.IOC));
    }

    /** Logs both participants off. What they have at the venue stays. */
    @Override
    public void close()
    {
        if (maker != null)
        {
            maker.client().close();
        }
        if (sweeper != null)
        {
            sweeper.client().close();
        }
    }

    /**
     * Awaits an operator's command.
     *
     * @param what   it does, for the error.
     * @param answer of the venue.
     * @return the report of what was done.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where the venue refused.
     */
    static AdminReport done(final String what, final CompletableFuture<AdminReport> answer) throws InterruptedException
    {
        final AdminReport report = VenueOptions.await(answer);
        if (report.isRejected())
        {
            throw new CommandFailure("cannot " + what + ": " + Rejections.sentence(report.rejectReason()));
        }
        return report;
    }

    private Participant participant(
        final GavelOperator operator,
        final Listing listing,
        final String name,
        final TradeLog log,
        final long cashMinor,
        final long shares) throws InterruptedException
    {
        final byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        final char[] password = Base64.getUrlEncoder().encodeToString(random).toCharArray();
        final int participantId = Math.toIntExact(
            done("add participant " + name, operator.addParticipant(name, password, Role.TRADER)).resultId());
        final long accountId = done("add an account for " + name, operator.addAccount(participantId)).resultId();
        if (cashMinor > 0)
        {
            done("deposit cash for " + name,
                operator.depositCash(accountId, listing.currency(), Money.toDecimal(cashMinor)));
        }
        if (shares > 0)
        {
            done("deposit shares for " + name, operator.depositShares(accountId, listing.symbol(), shares));
        }
        final GavelClient client = GavelClient.connect(new GavelClient.Context()
            .members(listing.members()).participant(name).password(password)
            .executionListener(log).connectionListener(log).errorHandler(errors)
            .connectTimeout(Duration.ofSeconds(20)));
        return new Participant(client, accountId);
    }
}
