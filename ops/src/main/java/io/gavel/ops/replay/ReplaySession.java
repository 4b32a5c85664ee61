package io.gavel.ops.replay;

import io.gavel.client.AdminReport;
import io.gavel.client.GavelClient;
import io.gavel.client.Instrument;
import io.gavel.client.UnknownSymbolException;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.Errors;
import io.gavel.ops.watch.StateHash;
import io.gavel.venue.Members;
import io.gavel.venue.Money;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * One replay at a venue, from the listing of the instrument to the comparison.
 */
final class ReplaySession
{
    private static final String CURRENCY = "USD";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(30);
    private static final long PROGRESS_NS = 1_000_000_000L;

    /**
     * Where the replay goes.
     *
     * @param operator connected.
     * @param members  of the venue.
     * @param gateway  address.
     */
    record Place(GavelClient operator, Members members, URI gateway)
    {
    }

    private final Place place;
    private final RecordedMorning morning;
    private final String symbol;
    private final Consumer<String> progress;
    private final LeaderKill leaderKill;

    /**
     * A replay that has not begun.
     *
     * @param place      to replay at.
     * @param morning    to replay.
     * @param symbol     to list the stock under.
     * @param progress   told in lines.
     * @param leaderKill to do in the middle, or null.
     */
    ReplaySession(
        final Place place,
        final RecordedMorning morning,
        final String symbol,
        final Consumer<String> progress,
        final LeaderKill leaderKill)
    {
        this.place = place;
        this.morning = morning;
        this.symbol = symbol;
        this.progress = progress;
        this.leaderKill = leaderKill;
    }

    /**
     * Replays and compares.
     *
     * @return what came of it.
     * @throws InterruptedException where the thread is interrupted.
     * @throws IOException          where a killed node can't be started again.
     * @throws CommandFailure       where the venue refuses to begin, or does not answer.
     */
    ReplayResult play() throws InterruptedException, IOException
    {
        final VenueMarket.Listing listing = list();
        try (VenueMarket market = VenueMarket.open(place.operator().operator().because("replay"), listing,
            ReplayAccounts.of(morning.steps()), (error) -> progress.accept("client: " + Errors.describe(error))))
        {
            progress.accept("replaying " + morning.steps().size() + " commands of " + morning.symbol());
            final ReplayRun.Outcome outcome = new ReplayRun(market, ANSWER_TIMEOUT, progressListener(market))
                .play(morning.steps());
            if (leaderKill != null)
            {
                leaderKill.restartKilled();
            }
            return compare(market, outcome);
        }
    }

    private VenueMarket.Listing list() throws InterruptedException
    {
        final Instrument instrument = listed();
        final String members = place.members().toString();
        if (instrument == null)
        {
            final long tickSizeMinor = morning.tickSizeMinor();
            VenueMarket.done("list " + symbol,
                place.operator().operator().because("replay")
                .addInstrument(symbol, CURRENCY, Money.toDecimal(tickSizeMinor), 1));
            return new VenueMarket.Listing(members, symbol, CURRENCY, tickSizeMinor);
        }
        if (morning.tickSizeMinor() % instrument.tickSizeMinor() != 0 || instrument.lotSize() != 1)
        {
            throw new CommandFailure(symbol + " is listed with ticks of " + instrument.tickSize().toPlainString() +
                " and lots of " + instrument.lotSize() + ", but the file needs ticks of " +
                Money.toDecimal(morning.tickSizeMinor()).toPlainString() + " and lots of 1: " +
                "replay it under another symbol, by --as");
        }
        GatewayBook.awaitEvent(place.gateway(), 0, SETTLE_TIMEOUT);
        final GatewayBook book = GatewayBook.read(place.gateway(), symbol, Map.of());
        final int orders = book.bids().size() + book.asks().size();
        if (orders > 0)
        {
            throw new CommandFailure("the book of " + symbol + " has " + orders + " orders, and a replay begins with " +
                "an empty one: cancel them, or replay it under another symbol, by --as");
        }
        return new VenueMarket.Listing(members, symbol, instrument.currency(), instrument.tickSizeMinor());
    }

    private Instrument listed()
    {
        try
        {
            return place.operator().instrument(symbol);
        }
        catch (final UnknownSymbolException e)
        {
            return null;
        }
    }

    private ReplayRun.ProgressListener progressListener(final VenueMarket market)
    {
        final int commands = morning.steps().size();
        final long[] nextNs = {System.nanoTime() + PROGRESS_NS};
        return (given) ->
        {
            if (leaderKill != null)
            {
                leaderKill.onProgress(given);
            }
            if (System.nanoTime() - nextNs[0] > 0)
            {
                nextNs[0] = System.nanoTime() + PROGRESS_NS;
                progress.accept(given + " of " + commands + " commands, " + market.makerLog().trades().size() + " of " +
                    morning.book().executions().size() + " executions");
            }
        };
    }

    private ReplayResult compare(final VenueMarket market, final ReplayRun.Outcome outcome) throws InterruptedException
    {
        final long recordedShares =
            morning.book().executions().stream().mapToLong(RecordedExecution::shares).sum();
        final boolean isComplete =
            market.makerLog().awaitAgreement(market.sweeperLog(), recordedShares, SETTLE_TIMEOUT);
        final AdminReport hashed =
            VenueMarket.done("hash the state", place.operator().operator().because("replay").hashState());
        GatewayBook.awaitEvent(place.gateway(), hashed.eventSeq(), SETTLE_TIMEOUT);
        final GatewayBook book = GatewayBook.read(place.gateway(), symbol, outcome.referenceByOrderId());
        final StateHash hashes = StateHash.await(place.members(), hashed, ANSWER_TIMEOUT);

        ReplayComparison comparison = ReplayComparison.of(morning, market.makerLog().trades(), book);
        if (!isComplete)
        {
            comparison = comparison.with("the reports to the two participants do not add up to the recorded shares");
        }
        if (market.makerLog().lostReports() > 0)
        {
            comparison = comparison.with(market.makerLog().lostReports() + " reports were lost");
        }
        if (!outcome.refusals().isEmpty())
        {
            comparison = comparison.with(outcome.refusals().size() + " commands were refused, the first " +
                outcome.refusals().get(0));
        }
        if (!hashes.isMajorityEqual())
        {
            comparison = comparison.with(hashes.line());
        }
        final OptionalInt killedNode = leaderKill == null ? OptionalInt.empty() : leaderKill.killedNode();
        return new ReplayResult(morning, symbol, outcome, comparison, hashes, killedNode);
    }
}
