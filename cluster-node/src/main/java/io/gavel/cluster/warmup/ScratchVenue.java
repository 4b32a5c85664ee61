package io.gavel.cluster.warmup;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Exchange;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.OrderCancelReplaceRequestEncoder;
import io.gavel.schema.OrderCancelRequestEncoder;
import io.gavel.schema.PostOnly;
import io.gavel.schema.ResumeEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue that nobody knows of, with a few traders who place, replace and cancel orders around one price, so that some
 * trade, as the commands of a log would have them. It shares nothing with the venue of the node.
 */
final class ScratchVenue
{
    private static final long OPERATOR_SESSION = 1;
    private static final int TRADERS = 4;
    private static final int INSTRUMENTS = 8;
    private static final int ORDERS = 64;
    private static final long TICK_MINOR = 100;
    private static final long CASH_MINOR = 1_000_000_000_0000L;
    private static final long SHARES = 1_000_000_000L;
    private static final int MID_TICKS = 10_000;
    private static final int BAND_TICKS = 50;
    private static final int LOTS_MAX = 100;
    private static final long START_NS = 1_000_000_000L;
    private static final long COMMAND_NS = 1_000;
    private static final int SCRAM_ITERATIONS = 4_096;
    private static final String CURRENCY = "USD";
    private static final String WHY = "warm-up";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    private final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final long[] clientSeqs = new long[TRADERS];
    private final long[][] clOrdIds = new long[TRADERS][ORDERS];
    private final SplittableRandom random;
    private final Exchange exchange;
    private long operatorSeq;
    private long lastClOrdId;
    private long timeNs = START_NS;
    private long commands;

    /**
     * Lists instruments, and opens accounts with money and shares.
     *
     * @param output takes the effects.
     * @param seed   of what the traders do.
     */
    ScratchVenue(final EngineOutput output, final long seed)
    {
        random = new SplittableRandom(seed);
        exchange = new Exchange(output);
        exchange.onSessionOpened(OPERATOR_SESSION, 0, timeNs);
        resume(OPERATOR_SESSION);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            final AddInstrumentEncoder encoder = new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, header);
            encoder.clientSeq(++operatorSeq).tickSizeMinor(TICK_MINOR).lotSize(1).symbol("WARM" + i)
                .currency(CURRENCY).why(WHY);
            execute(OPERATOR_SESSION, encoder.encodedLength());
        }
        for (int trader = 0; trader < TRADERS; trader++)
        {
            open(trader);
        }
    }

    private void open(final int trader)
    {
        final AddParticipantEncoder participant = new AddParticipantEncoder().wrapAndApplyHeader(buffer, 0, header);
        participant.clientSeq(++operatorSeq).iterations(SCRAM_ITERATIONS).role(Role.TRADER).name("trader" + trader)
            .ofParticipantId(AddParticipantEncoder.ofParticipantIdNullValue()).why(WHY);
        for (int i = 0; i < AddParticipantEncoder.storedKeyLength(); i++)
        {
            participant.storedKey(i, (short)(1 + i)).serverKey(i, (short)(2 + i));
        }
        for (int i = 0; i < AddParticipantEncoder.saltLength(); i++)
        {
            participant.salt(i, (short)(3 + i));
        }
        execute(OPERATOR_SESSION, participant.encodedLength());
        final AddAccountEncoder account = new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, header);
        account.clientSeq(++operatorSeq).participantId(trader + 1).status(AccountStatus.VERIFIED).why(WHY);
        execute(OPERATOR_SESSION, account.encodedLength());
        final AdjustCashEncoder cash = new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, header);
        cash.clientSeq(++operatorSeq).accountId(trader + 1).deltaMinor(CASH_MINOR).currency(CURRENCY).requestKey(0)
            .why(WHY);
        execute(OPERATOR_SESSION, cash.encodedLength());
        for (int instrument = 1; instrument <= INSTRUMENTS; instrument++)
        {
            final AdjustHoldingEncoder shares = new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, header);
            shares.clientSeq(++operatorSeq).accountId(trader + 1).deltaLots(SHARES).instrumentId(instrument)
                .requestKey(0).why(WHY);
            execute(OPERATOR_SESSION, shares.encodedLength());
        }
        exchange.onSessionOpened(OPERATOR_SESSION + 1 + trader, trader + 1, timeNs);
        resume(OPERATOR_SESSION + 1 + trader);
    }

    private void resume(final long sessionId)
    {
        final ResumeEncoder encoder = new ResumeEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.lastReportSeq(0).correlationId(1).connectionId(0).sdkVersion(1);
        execute(sessionId, encoder.encodedLength());
    }

    /** Of the venue. */
    Exchange exchange()
    {
        return exchange;
    }

    /** That were executed, the set-up's included. */
    long commands()
    {
        return commands;
    }

    /** Executes the next command of some trader. */
    void step()
    {
        final int trader = random.nextInt(TRADERS);
        final int slot = random.nextInt(ORDERS);
        final long open = clOrdIds[trader][slot];
        final int dice = random.nextInt(100);
        if (dice < 5)
        {
            place(trader, ++lastClOrdId, TimeInForce.IOC);
        }
        else if (0 == open || dice < 15)
        {
            clOrdIds[trader][slot] = ++lastClOrdId;
            place(trader, lastClOrdId, TimeInForce.GTC);
        }
        else if (dice < 55)
        {
            clOrdIds[trader][slot] = 0;
            cancel.wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeqs[trader]).orderId(0).origClOrdId(open);
            execute(OPERATOR_SESSION + 1 + trader, cancel.encodedLength());
        }
        else
        {
            clOrdIds[trader][slot] = ++lastClOrdId;
            replace.wrapAndApplyHeader(buffer, 0, header).clientSeq(++clientSeqs[trader]).orderId(0).origClOrdId(open)
                .clOrdId(lastClOrdId).priceTicks(priceTicks()).orderQtyLots(1 + random.nextInt(LOTS_MAX))
                .stopPriceTicks(0).displayQtyLots(0).expireTimeNs(0);
            execute(OPERATOR_SESSION + 1 + trader, replace.encodedLength());
        }
    }

    private void place(final int trader, final long clOrdId, final TimeInForce timeInForce)
    {
        newOrder.wrapAndApplyHeader(buffer, 0, header)
            .clientSeq(++clientSeqs[trader])
            .accountId(trader + 1)
            .clOrdId(clOrdId)
            .priceTicks(priceTicks())
            .quantityLots(1 + random.nextInt(LOTS_MAX))
            .instrumentId(1 + random.nextInt(INSTRUMENTS))
            .side(random.nextBoolean() ? Side.BUY : Side.SELL)
            .ordType(OrdType.LIMIT)
            .timeInForce(timeInForce)
            .stopPriceTicks(0)
            .displayQtyLots(0)
            .minQtyLots(0)
            .expireTimeNs(0)
            .selfTradePrevention(SelfTradePrevention.NULL_VAL)
            .selfTradeScope(SelfTradeScope.NULL_VAL)
            .postOnly(PostOnly.NULL_VAL);
        execute(OPERATOR_SESSION + 1 + trader, newOrder.encodedLength());
    }

    private long priceTicks()
    {
        return MID_TICKS - BAND_TICKS + random.nextInt(2 * BAND_TICKS + 1);
    }

    private void execute(final long sessionId, final int bodyLength)
    {
        timeNs += COMMAND_NS;
        commands++;
        exchange.onMessage(sessionId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, timeNs);
    }
}
