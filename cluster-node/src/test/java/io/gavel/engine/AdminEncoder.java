package io.gavel.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.ActivateBehaviourEncoder;
import io.gavel.schema.BustTradeEncoder;
import io.gavel.schema.CancelOrdersEncoder;
import io.gavel.schema.CorrectTradeEncoder;
import io.gavel.schema.DayKind;
import io.gavel.schema.HaltEncoder;
import io.gavel.schema.KillEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ReleaseEncoder;
import io.gavel.schema.ResumeTradingEncoder;
import io.gavel.schema.Scope;
import io.gavel.schema.SetAccountStatusEncoder;
import io.gavel.schema.SetCalendarEncoder;
import io.gavel.schema.SetCollarEncoder;
import io.gavel.schema.SetFeeAccountEncoder;
import io.gavel.schema.SetFeesEncoder;
import io.gavel.schema.SetInstrumentEncoder;
import io.gavel.schema.SetLimitEncoder;
import io.gavel.schema.SetPhaseEncoder;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TransferCashEncoder;
import io.gavel.schema.TransferHoldingEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes what an operator sends into the buffer of a {@link CommandEncoder}; each method gives the length. */
final class AdminEncoder
{
    private final CommandEncoder commands;
    private final UnsafeBuffer buffer;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    AdminEncoder(final CommandEncoder commands)
    {
        this.commands = commands;
        buffer = commands.buffer;
    }

    int setInstrument(final long seq, final int instrument, final int group, final int feeClass)
    {
        return 8 + new SetInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .instrumentId(instrument).groupId(group).feeClass(feeClass).why(commands.why).encodedLength();
    }

    int setCollar(
        final long seq,
        final int instrument,
        final long reference,
        final int staticBps,
        final int dynamicBps,
        final long pauseNs)
    {
        return 8 + new SetCollarEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .instrumentId(instrument).referencePriceTicks(reference).staticBandBps(staticBps)
            .dynamicBandBps(dynamicBps).pauseNs(pauseNs).why(commands.why).encodedLength();
    }

    /** UTC, every day of the week; the times are seconds of the day; holidays are dates. */
    int setCalendar(final long seq, final int group, final int[] seconds, final int... holidays)
    {
        final CalendarSpec spec = new CalendarSpec();
        spec.group = group;
        spec.seconds = seconds;
        for (final int holiday : holidays)
        {
            spec.days.put(holiday, 0);
        }
        return setCalendar(seq, spec);
    }

    int setCalendar(final long seq, final CalendarSpec spec)
    {
        final int[] seconds = spec.seconds;
        final SetCalendarEncoder encoder = new SetCalendarEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(seq).groupId(spec.group).preOpenSecond(seconds[0]).openingAuctionSecond(seconds[1])
            .continuousSecond(seconds[2]).closingAuctionSecond(seconds[3]).postCloseSecond(seconds[4])
            .closedSecond(seconds[5]).weekdays((short)spec.weekdays).zone(spec.zone).why(commands.why);
        final SetCalendarEncoder.TransitionsEncoder transitions = encoder.transitionsCount(spec.offsets.size());
        spec.offsets.forEach((at, offset) -> transitions.next().atUtcSecond(at).offsetSecond(offset));
        final SetCalendarEncoder.DaysEncoder days = encoder.daysCount(spec.days.size());
        spec.days.forEach((date, closing) -> days.next().date(date).closingAuctionSecond(closing)
            .kind(0 == closing ? DayKind.HOLIDAY : DayKind.HALF_DAY));
        return 8 + encoder.encodedLength();
    }

    int setPhase(final long seq, final int group, final TradingPhase phase)
    {
        return 8 + new SetPhaseEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).groupId(group)
            .phase(phase).why(commands.why).encodedLength();
    }

    int halt(final long seq, final int instrument)
    {
        return 8 + new HaltEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).instrumentId(instrument)
            .why(commands.why).encodedLength();
    }

    int resumeTrading(final long seq, final int instrument, final long auctionNs)
    {
        return 8 + new ResumeTradingEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .instrumentId(instrument).auctionNs(auctionNs).why(commands.why).encodedLength();
    }

    int setLimit(
        final long seq,
        final Scope scope,
        final long owner,
        final int instrument,
        final LimitType type,
        final long value,
        final int burst)
    {
        return 8 + new SetLimitEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).scope(scope)
            .ownerId(owner).instrumentId(instrument).limitType(type).value(value).burst(burst).why(commands.why)
            .encodedLength();
    }

    int kill(final long seq, final Scope scope, final long owner)
    {
        return 8 + new KillEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).scope(scope)
            .ownerId(owner).why(commands.why).encodedLength();
    }

    int release(final long seq, final Scope scope, final long owner)
    {
        return 8 + new ReleaseEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).scope(scope)
            .ownerId(owner).why(commands.why).encodedLength();
    }

    int setAccountStatus(final long seq, final long account, final AccountStatus status)
    {
        return 8 + new SetAccountStatusEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .accountId(account).status(status).why(commands.why).encodedLength();
    }

    int setFees(
        final long seq, final int participant, final int feeClass, final int maker, final int taker, final int auction)
    {
        return 8 + new SetFeesEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .participantId(participant).feeClass(feeClass).makerRate(maker).takerRate(taker).auctionRate(auction)
            .why(commands.why).encodedLength();
    }

    int setFeeAccount(final long seq, final long account)
    {
        return 8 + new SetFeeAccountEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .accountId(account).why(commands.why).encodedLength();
    }

    int transferCash(final long seq, final long from, final long to, final String currency, final long amount)
    {
        return 8 + new TransferCashEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .fromAccountId(from).toAccountId(to).amountMinor(amount).requestKey(commands.requestKey)
            .currency(currency).why(commands.why).encodedLength();
    }

    int transferHolding(final long seq, final long from, final long to, final int instrument, final long lots)
    {
        return 8 + new TransferHoldingEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .fromAccountId(from).toAccountId(to).quantityLots(lots).requestKey(commands.requestKey)
            .instrumentId(instrument).why(commands.why).encodedLength();
    }

    int bustTrade(final long seq, final long matchId)
    {
        return 8 + new BustTradeEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).matchId(matchId)
            .why(commands.why).encodedLength();
    }

    int correctTrade(final long seq, final long matchId, final long lots, final long price)
    {
        return 8 + new CorrectTradeEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq).matchId(matchId)
            .quantityLots(lots).priceTicks(price).why(commands.why).encodedLength();
    }

    int cancelOrders(
        final long seq, final int participant, final long account, final int instrument, final Side side)
    {
        return 8 + new CancelOrdersEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .participantId(participant).accountId(account).instrumentId(instrument).side(side).why(commands.why)
            .encodedLength();
    }

    int activateBehaviour(final long seq, final int version, final int knownUpTo)
    {
        return 8 + new ActivateBehaviourEncoder().wrapAndApplyHeader(buffer, 0, header).clientSeq(seq)
            .behaviourVersion(version).knownUpTo(knownUpTo).why(commands.why).encodedLength();
    }
}
