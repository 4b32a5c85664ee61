package io.gavel.engine;

import io.gavel.schema.AccountStatusChangedDecoder;
import io.gavel.schema.AuctionExecutedDecoder;
import io.gavel.schema.AuctionIndicativeDecoder;
import io.gavel.schema.AuctionUncrossedDecoder;
import io.gavel.schema.BehaviourActivatedDecoder;
import io.gavel.schema.CalendarSetDecoder;
import io.gavel.schema.CashTransferredDecoder;
import io.gavel.schema.CollarSetDecoder;
import io.gavel.schema.CommandReportDecoder;
import io.gavel.schema.ConnectionTimedOutDecoder;
import io.gavel.schema.ConnectionTimerSetDecoder;
import io.gavel.schema.DayStatisticsDecoder;
import io.gavel.schema.FeeAccountSetDecoder;
import io.gavel.schema.FeesSetDecoder;
import io.gavel.schema.HoldingTransferredDecoder;
import io.gavel.schema.InstrumentSetDecoder;
import io.gavel.schema.KillSwitchSetDecoder;
import io.gavel.schema.LimitSetDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TradeBustedDecoder;
import io.gavel.schema.TradeCorrectedDecoder;
import io.gavel.schema.TradeReversedDecoder;
import io.gavel.schema.TradingPhaseChangedDecoder;
import org.agrona.DirectBuffer;

/** Writes the events that came with version 2 as lines that people can read and compare. */
final class LaterEventText
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    String event(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        return switch (header.templateId())
        {
            case TradingPhaseChangedDecoder.TEMPLATE_ID ->
            {
                final TradingPhaseChangedDecoder e = new TradingPhaseChangedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " TradingPhaseChanged " +
                    "i" + e.instrumentId() + " " + e.phase() + " " + e.reason() +
                    (0 == e.untilNs() ? "" : " until=" + e.untilNs());
            }
            case AuctionIndicativeDecoder.TEMPLATE_ID ->
            {
                final AuctionIndicativeDecoder e = new AuctionIndicativeDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " AuctionIndicative " +
                    "i" + e.instrumentId() + " " + e.volumeLots() + "@" + e.priceTicks() +
                    surplus(e.surplusLots(), e.surplusSide());
            }
            case AuctionUncrossedDecoder.TEMPLATE_ID ->
            {
                final AuctionUncrossedDecoder e = new AuctionUncrossedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " AuctionUncrossed " +
                    "i" + e.instrumentId() + " " + e.volumeLots() + "@" + e.priceTicks() +
                    surplus(e.surplusLots(), e.surplusSide()) + " " + e.phase();
            }
            case AuctionExecutedDecoder.TEMPLATE_ID ->
            {
                final AuctionExecutedDecoder e = new AuctionExecutedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " AuctionExecuted " +
                    MessageText.order(e.buyOrderId()) + " " + MessageText.order(e.sellOrderId()) + " i" +
                    e.instrumentId() + " " + e.lastQtyLots() + "@" + e.priceTicks() + " leaves=" +
                    e.buyLeavesQtyLots() + "," + e.sellLeavesQtyLots() + " match=" + e.matchId();
            }
            default -> tradeEvent(buffer, offset);
        };
    }

    private String tradeEvent(final DirectBuffer buffer, final int offset)
    {
        return switch (header.templateId())
        {
            case TradeBustedDecoder.TEMPLATE_ID ->
            {
                final TradeBustedDecoder e = new TradeBustedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " TradeBusted " +
                    "i" + e.instrumentId() + " match=" + e.matchId() + " " + e.quantityLots() + "@" +
                    e.priceTicks();
            }
            case TradeCorrectedDecoder.TEMPLATE_ID ->
            {
                final TradeCorrectedDecoder e = new TradeCorrectedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " TradeCorrected " +
                    "i" + e.instrumentId() + " match=" + e.matchId() + " " + e.oldQuantityLots() + "@" +
                    e.oldPriceTicks() + " to " + e.quantityLots() + "@" + e.priceTicks();
            }
            case DayStatisticsDecoder.TEMPLATE_ID ->
            {
                final DayStatisticsDecoder e = new DayStatisticsDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " DayStatistics " +
                    "i" + e.instrumentId() + " open=" + e.openTicks() + " high=" + e.highTicks() + " low=" +
                    e.lowTicks() + " close=" + e.closeTicks() + " volume=" + e.volumeLots() + " vwap=" +
                    e.vwapTenThousandths() + " trades=" + e.tradeCount() + " date=" + e.tradingDate() +
                    (0 == e.isFinal() ? "" : " final");
            }
            case CollarSetDecoder.TEMPLATE_ID ->
            {
                final CollarSetDecoder e = new CollarSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " CollarSet " +
                    "i" + e.instrumentId() + " ref=" + e.referencePriceTicks() + " static=" + e.staticBandBps() +
                    " dynamic=" + e.dynamicBandBps() + " pause=" + e.pauseNs();
            }
            case InstrumentSetDecoder.TEMPLATE_ID ->
            {
                final InstrumentSetDecoder e = new InstrumentSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " InstrumentSet " +
                    "i" + e.instrumentId() + " group=" + e.groupId() + " class=" + e.feeClass();
            }
            default -> privateEvent(buffer, offset);
        };
    }

    private String privateEvent(final DirectBuffer buffer, final int offset)
    {
        return switch (header.templateId())
        {
            case CommandReportDecoder.TEMPLATE_ID ->
            {
                final CommandReportDecoder e = new CommandReportDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " CommandReport " +
                    "P" + e.participantId() + "/" + e.connectionId() + " #" + e.reportSeq() + " seq=" +
                    e.clientSeq() + " template=" + e.commandTemplateId() + " result=" + e.resultId() +
                    reason(e.rejectReason());
            }
            case AccountStatusChangedDecoder.TEMPLATE_ID ->
            {
                final AccountStatusChangedDecoder e = new AccountStatusChangedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " AccountStatusChanged " +
                    "a" + e.accountId() + " P" + e.participantId() + " " + e.status();
            }
            case LimitSetDecoder.TEMPLATE_ID ->
            {
                final LimitSetDecoder e = new LimitSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " LimitSet " +
                    e.scope() + " " + e.ownerId() + " i" + e.instrumentId() + " " + e.limitType() + " " +
                    e.value() + (0 == e.burst() ? "" : " burst=" + e.burst());
            }
            case KillSwitchSetDecoder.TEMPLATE_ID ->
            {
                final KillSwitchSetDecoder e = new KillSwitchSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " KillSwitchSet " +
                    e.scope() + " " + e.ownerId() + (0 == e.engaged() ? " released" : " engaged");
            }
            default -> moneyEvent(buffer, offset);
        };
    }

    private String moneyEvent(final DirectBuffer buffer, final int offset)
    {
        return switch (header.templateId())
        {
            case FeesSetDecoder.TEMPLATE_ID ->
            {
                final FeesSetDecoder e = new FeesSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " FeesSet " +
                    "P" + e.participantId() + " class=" + e.feeClass() + " maker=" + e.makerRate() + " taker=" +
                    e.takerRate() + " auction=" + e.auctionRate();
            }
            case FeeAccountSetDecoder.TEMPLATE_ID ->
            {
                final FeeAccountSetDecoder e = new FeeAccountSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " FeeAccountSet " +
                    "a" + e.accountId();
            }
            case CashTransferredDecoder.TEMPLATE_ID ->
            {
                final CashTransferredDecoder e = new CashTransferredDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " CashTransferred " +
                    "a" + e.fromAccountId() + " to a" + e.toAccountId() + " " + e.currency() + " " +
                    e.amountMinor() + " balances=" + e.fromBalanceMinor() + "," + e.toBalanceMinor();
            }
            case HoldingTransferredDecoder.TEMPLATE_ID ->
            {
                final HoldingTransferredDecoder e = new HoldingTransferredDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " HoldingTransferred " +
                    "a" + e.fromAccountId() + " to a" + e.toAccountId() + " i" + e.instrumentId() + " " +
                    e.quantityLots() + " balances=" + e.fromBalanceLots() + "," + e.toBalanceLots();
            }
            case TradeReversedDecoder.TEMPLATE_ID ->
            {
                final TradeReversedDecoder e = new TradeReversedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " TradeReversed " +
                    "match=" + e.matchId() + " i" + e.instrumentId() + " a" + e.buyAccountId() + " gets " +
                    e.buyerCashMinor() + ", a" + e.sellAccountId() + " gets " + e.sellerCashMinor() + " and " +
                    e.quantityLots() + " lots";
            }
            case CalendarSetDecoder.TEMPLATE_ID ->
            {
                final CalendarSetDecoder e = new CalendarSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " CalendarSet " +
                    "group=" + e.groupId() + " " + e.zone();
            }
            case ConnectionTimerSetDecoder.TEMPLATE_ID ->
            {
                final ConnectionTimerSetDecoder e = new ConnectionTimerSetDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " ConnectionTimerSet " +
                    "P" + e.participantId() + "/" + e.connectionId() +
                    (0 == e.deadMan() ? " grace=" : " dead-man=") + e.durationNs();
            }
            case ConnectionTimedOutDecoder.TEMPLATE_ID ->
            {
                final ConnectionTimedOutDecoder e = new ConnectionTimedOutDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " ConnectionTimedOut " +
                    "P" + e.participantId() + "/" + e.connectionId() +
                    (0 == e.deadMan() ? " disconnected" : " dead-man");
            }
            case BehaviourActivatedDecoder.TEMPLATE_ID ->
            {
                final BehaviourActivatedDecoder e = new BehaviourActivatedDecoder();
                e.wrapAndApplyHeader(buffer, offset, header);
                yield e.eventSeq() + " BehaviourActivated " + e.behaviourVersion();
            }
            default -> throw new IllegalStateException("unknown event template " + header.templateId());
        };
    }

    private static String surplus(final long lots, final Side side)
    {
        return 0 == lots ? "" : " surplus=" + lots + " " + side;
    }

    private static String reason(final RejectReason reason)
    {
        return RejectReason.NONE == reason ? "" : " " + reason;
    }
}
