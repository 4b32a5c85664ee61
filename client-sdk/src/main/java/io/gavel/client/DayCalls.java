package io.gavel.client;

import io.gavel.schema.DayKind;
import io.gavel.schema.HaltEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ResumeTradingEncoder;
import io.gavel.schema.SetCalendarEncoder;
import io.gavel.schema.SetPhaseEncoder;
import io.gavel.schema.TradingPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands about the trading day. */
final class DayCalls implements DayDesk
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int THE_MARKET = 0;

    private final AdminDesk desk;

    DayCalls(final AdminDesk desk)
    {
        this.desk = desk;
    }

    @Override
    public CompletableFuture<AdminReport> setCalendar(final int groupId, final TradingHours hours)
    {
        AdminChecks.group(groupId, 0);
        // Read once: the command has to be the same bytes however often it is sent.
        final List<TradingHours.Transition> transitions = hours.transitions(Instant.now());
        return desk.submit(SetCalendarEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            final TradingHours.Times times = hours.times();
            final SetCalendarEncoder command = new SetCalendarEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .groupId(groupId)
                .preOpenSecond(times.preOpen().toSecondOfDay())
                .openingAuctionSecond(times.openingAuction().toSecondOfDay())
                .continuousSecond(times.continuous().toSecondOfDay())
                .closingAuctionSecond(times.closingAuction().toSecondOfDay())
                .postCloseSecond(times.postClose().toSecondOfDay())
                .closedSecond(times.closed().toSecondOfDay())
                .weekdays((short)hours.weekdayBits())
                .zone(hours.zone().getId())
                .why(desk.why());
            final SetCalendarEncoder.TransitionsEncoder rows = command.transitionsCount(transitions.size());
            for (final TradingHours.Transition each : transitions)
            {
                rows.next().atUtcSecond(each.atUtcSecond()).offsetSecond(each.offsetSecond());
            }
            encodeDays(hours, command);
            return HEADER + command.encodedLength();
        });
    }

    private static void encodeDays(final TradingHours hours, final SetCalendarEncoder command)
    {
        final SortedSet<LocalDate> days = hours.specialDays();
        final SetCalendarEncoder.DaysEncoder rows = command.daysCount(days.size());
        for (final LocalDate date : days)
        {
            final LocalTime closingAuction = hours.halfDays().get(date);
            rows.next()
                .date(Math.toIntExact(date.toEpochDay()))
                .closingAuctionSecond(closingAuction == null ? 0 : closingAuction.toSecondOfDay())
                .kind(closingAuction == null ? DayKind.HOLIDAY : DayKind.HALF_DAY);
        }
    }

    @Override
    public CompletableFuture<AdminReport> setPhase(final int groupId, final TradingPhase phase)
    {
        AdminChecks.group(groupId, EVERY_GROUP);
        AdminChecks.check(phase != null && phase != TradingPhase.NULL_VAL && phase != TradingPhase.HALTED &&
            phase != TradingPhase.VOLATILITY_AUCTION, "phase " + phase + ": expected CLOSED, PRE_OPEN, " +
            "OPENING_AUCTION, CONTINUOUS, CLOSING_AUCTION or POST_CLOSE");
        return desk.submit(SetPhaseEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetPhaseEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .groupId(groupId)
                .phase(phase)
                .why(desk.why());
            return HEADER + SetPhaseEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> halt(final String symbol)
    {
        return halt(desk.instrument(symbol).instrumentId());
    }

    @Override
    public CompletableFuture<AdminReport> haltMarket()
    {
        return halt(THE_MARKET);
    }

    private CompletableFuture<AdminReport> halt(final int instrumentId)
    {
        return desk.submit(HaltEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new HaltEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .instrumentId(instrumentId)
                .why(desk.why());
            return HEADER + HaltEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> resumeTrading(final String symbol, final Duration auction)
    {
        return resume(desk.instrument(symbol).instrumentId(), auction);
    }

    @Override
    public CompletableFuture<AdminReport> resumeMarket(final Duration auction)
    {
        return resume(THE_MARKET, auction);
    }

    private CompletableFuture<AdminReport> resume(final int instrumentId, final Duration auction)
    {
        AdminChecks.check(auction != null && !auction.isNegative() && auction.compareTo(Duration.ofDays(1)) <= 0,
            "auction " + auction + ": expected zero to a day");
        return desk.submit(ResumeTradingEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new ResumeTradingEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .auctionNs(auction.toNanos())
                .instrumentId(instrumentId)
                .why(desk.why());
            return HEADER + ResumeTradingEncoder.BLOCK_LENGTH;
        });
    }
}
