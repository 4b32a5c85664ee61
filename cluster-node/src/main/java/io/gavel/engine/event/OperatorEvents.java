package io.gavel.engine.event;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Currency;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AccountStatusChangedEncoder;
import io.gavel.schema.BehaviourActivatedEncoder;
import io.gavel.schema.CalendarSetEncoder;
import io.gavel.schema.CashTransferredEncoder;
import io.gavel.schema.ConnectionTimedOutEncoder;
import io.gavel.schema.ConnectionTimerSetEncoder;
import io.gavel.schema.FeeAccountSetEncoder;
import io.gavel.schema.FeesSetEncoder;
import io.gavel.schema.HoldingTransferredEncoder;
import io.gavel.schema.KillSwitchSetEncoder;
import io.gavel.schema.LimitSetEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Scope;
import io.gavel.schema.TradeReversedEncoder;
import org.agrona.DirectBuffer;

/** Encodes the private events of what operators do, and of connections' timers. */
public final class OperatorEvents
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final Venue venue;
    private final EventEncoder events;
    private final AccountStatusChangedEncoder statusChanged = new AccountStatusChangedEncoder();
    private final LimitSetEncoder limitSet = new LimitSetEncoder();
    private final KillSwitchSetEncoder killSwitchSet = new KillSwitchSetEncoder();
    private final FeesSetEncoder feesSet = new FeesSetEncoder();
    private final FeeAccountSetEncoder feeAccountSet = new FeeAccountSetEncoder();
    private final CashTransferredEncoder cashTransferred = new CashTransferredEncoder();
    private final HoldingTransferredEncoder holdingTransferred = new HoldingTransferredEncoder();
    private final TradeReversedEncoder tradeReversed = new TradeReversedEncoder();
    private final CalendarSetEncoder calendarSet = new CalendarSetEncoder();
    private final ConnectionTimerSetEncoder timerSet = new ConnectionTimerSetEncoder();
    private final ConnectionTimedOutEncoder timedOut = new ConnectionTimedOutEncoder();
    private final BehaviourActivatedEncoder behaviourActivated = new BehaviourActivatedEncoder();

    /**
     * An encoder.
     *
     * @param venue  whose events they are.
     * @param events takes them.
     */
    public OperatorEvents(final Venue venue, final EventEncoder events)
    {
        this.venue = venue;
        this.events = events;
    }

    /**
     * More, or less, is known of a customer.
     *
     * @param accountId     of the customer.
     * @param participantId of the owner.
     * @param status        from now on.
     */
    public void accountStatusChanged(final int accountId, final int participantId, final AccountStatus status)
    {
        final int at = events.begin(AccountStatusChangedEncoder.BLOCK_LENGTH);
        statusChanged.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .accountId(accountId)
            .participantId(participantId)
            .status(status);
    }

    /**
     * A limit was set or taken away.
     *
     * @param scope        ACCOUNT or PARTICIPANT.
     * @param ownerId      account or participant.
     * @param instrumentId 0 for each.
     * @param type         of the limit.
     * @param value        -1 where it was taken away.
     * @param burst        of ORDER_RATE.
     */
    public void limitSet(
        final Scope scope,
        final long ownerId,
        final int instrumentId,
        final LimitType type,
        final long value,
        final int burst)
    {
        final int at = events.begin(LimitSetEncoder.BLOCK_LENGTH);
        limitSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .value(value)
            .ownerId(ownerId)
            .instrumentId(instrumentId)
            .burst(burst)
            .scope(scope)
            .limitType(type);
    }

    /**
     * A kill switch was thrown or released.
     *
     * @param scope     of the switch.
     * @param ownerId   account or participant, 0 for the market.
     * @param isEngaged whether it was thrown.
     */
    public void killSwitchSet(final Scope scope, final long ownerId, final boolean isEngaged)
    {
        final int at = events.begin(KillSwitchSetEncoder.BLOCK_LENGTH);
        killSwitchSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .ownerId(ownerId)
            .scope(scope)
            .engaged((short)(isEngaged ? 1 : 0));
    }

    /**
     * Rates were set.
     *
     * @param participantId -1 for those who have none of their own.
     * @param feeClass      of instruments.
     * @param maker         rate.
     * @param taker         rate.
     * @param auction       rate.
     */
    public void feesSet(
        final int participantId, final int feeClass, final int maker, final int taker, final int auction)
    {
        final int at = events.begin(FeesSetEncoder.BLOCK_LENGTH);
        feesSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .participantId(participantId)
            .feeClass(feeClass)
            .makerRate(maker)
            .takerRate(taker)
            .auctionRate(auction);
    }

    /**
     * Fees go to another account.
     *
     * @param accountId of it.
     */
    public void feeAccountSet(final int accountId)
    {
        final int at = events.begin(FeeAccountSetEncoder.BLOCK_LENGTH);
        feeAccountSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .accountId(accountId);
    }

    /**
     * Money went from one account to another.
     *
     * @param fromAccountId of the sender.
     * @param toAccountId   of the receiver.
     * @param amountMinor   &gt; 0.
     * @param fromMinor     the sender's balance after.
     * @param toMinor       the receiver's balance after.
     * @param currency      as {@link Currency} numbers it.
     */
    public void cashTransferred(
        final long fromAccountId,
        final long toAccountId,
        final long amountMinor,
        final long fromMinor,
        final long toMinor,
        final int currency)
    {
        final int at = events.begin(CashTransferredEncoder.BLOCK_LENGTH);
        cashTransferred.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .fromAccountId(fromAccountId)
            .toAccountId(toAccountId)
            .amountMinor(amountMinor)
            .fromBalanceMinor(fromMinor)
            .toBalanceMinor(toMinor);
        Currency.encode(
            currency, events.buffer(), at + HEADER + CashTransferredEncoder.currencyEncodingOffset());
    }

    /**
     * Shares went from one account to another.
     *
     * @param fromAccountId of the sender.
     * @param toAccountId   of the receiver.
     * @param lots          &gt; 0.
     * @param fromLots      the sender's balance after.
     * @param toLots        the receiver's balance after.
     * @param instrumentId  of the shares.
     */
    public void holdingTransferred(
        final long fromAccountId,
        final long toAccountId,
        final long lots,
        final long fromLots,
        final long toLots,
        final int instrumentId)
    {
        final int at = events.begin(HoldingTransferredEncoder.BLOCK_LENGTH);
        holdingTransferred.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .fromAccountId(fromAccountId)
            .toAccountId(toAccountId)
            .quantityLots(lots)
            .fromBalanceLots(fromLots)
            .toBalanceLots(toLots)
            .instrumentId(instrumentId);
    }

    /**
     * A trade was reversed, in whole or in part.
     *
     * @param matchId         of the trade.
     * @param instrumentId    of the trade.
     * @param buyAccountId    of the buyer.
     * @param sellAccountId   of the seller.
     * @param buyerCashMinor  that the buyer got, fees included.
     * @param sellerCashMinor that the seller got, fees included.
     * @param lots            that went back to the seller.
     */
    public void tradeReversed(
        final long matchId,
        final int instrumentId,
        final int buyAccountId,
        final int sellAccountId,
        final long buyerCashMinor,
        final long sellerCashMinor,
        final long lots)
    {
        final int at = events.begin(TradeReversedEncoder.BLOCK_LENGTH);
        tradeReversed.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .matchId(matchId)
            .buyAccountId(buyAccountId)
            .sellAccountId(sellAccountId)
            .buyerCashMinor(buyerCashMinor)
            .sellerCashMinor(sellerCashMinor)
            .quantityLots(lots)
            .instrumentId(instrumentId);
    }

    /**
     * A group has another calendar.
     *
     * @param groupId    of it.
     * @param zone       buffer that holds the name of its time zone, zero padded.
     * @param zoneOffset of the first character.
     */
    public void calendarSet(final int groupId, final DirectBuffer zone, final int zoneOffset)
    {
        final int at = events.begin(CalendarSetEncoder.BLOCK_LENGTH);
        calendarSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .groupId(groupId);
        events.buffer().putBytes(at + HEADER + CalendarSetEncoder.zoneEncodingOffset(), zone, zoneOffset,
            CalendarSetEncoder.zoneEncodingLength());
    }

    /**
     * A connection set one of its timers.
     *
     * @param participantId of the connection.
     * @param connectionId  of the connection.
     * @param durationNs    0 for never.
     * @param isDeadMan     for the dead man's timer, else cancel on disconnect.
     */
    public void connectionTimerSet(
        final int participantId, final int connectionId, final long durationNs, final boolean isDeadMan)
    {
        final int at = events.begin(ConnectionTimerSetEncoder.BLOCK_LENGTH);
        timerSet.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .durationNs(durationNs)
            .participantId(participantId)
            .connectionId(connectionId)
            .deadMan((short)(isDeadMan ? 1 : 0));
    }

    /**
     * The orders of a connection are cancelled.
     *
     * @param participantId of the connection.
     * @param connectionId  of the connection.
     * @param isDeadMan     for the dead man's timer, else cancel on disconnect.
     */
    public void connectionTimedOut(final int participantId, final int connectionId, final boolean isDeadMan)
    {
        final int at = events.begin(ConnectionTimedOutEncoder.BLOCK_LENGTH);
        timedOut.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .participantId(participantId)
            .connectionId(connectionId)
            .deadMan((short)(isDeadMan ? 1 : 0));
    }

    /**
     * The state machine follows new rules.
     *
     * @param version from now on.
     */
    public void behaviourActivated(final int version)
    {
        final int at = events.begin(BehaviourActivatedEncoder.BLOCK_LENGTH);
        behaviourActivated.wrapAndApplyHeader(events.buffer(), at, events.header())
            .eventSeq(venue.nextEventSeq())
            .timeNs(venue.timeNs())
            .behaviourVersion(version);
    }
}
