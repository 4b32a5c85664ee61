package io.gavel.benchmarks.recovery;

import io.gavel.benchmarks.engine.CommandTape;
import io.gavel.benchmarks.engine.OperatorCommands;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.TimeInForce;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the commands that make the state of an {@link OpenOrderFlow}, for the state machine alone. */
final class EngineFill
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    private final OpenOrderFlow flow;
    private final CommandTape tape;
    private final long[] clientSeqs;
    private long timeNs;

    /**
     * A fill.
     *
     * @param flow to be made.
     * @param tape takes the commands.
     */
    EngineFill(final OpenOrderFlow flow, final CommandTape tape)
    {
        this.flow = flow;
        this.tape = tape;
        clientSeqs = new long[flow.participants()];
    }

    /** Instruments, participants, and accounts with money and shares. */
    void members()
    {
        final OperatorCommands operator = new OperatorCommands(tape);
        operator.resume(OperatorCommands.OPERATOR_SESSION);
        for (int i = 0; i < flow.instruments(); i++)
        {
            operator.addInstrument(OpenOrderFlow.symbol(i), OpenOrderFlow.TICK_MINOR);
        }
        for (int i = 0; i < flow.participants(); i++)
        {
            operator.addTrader(OpenOrderFlow.participantName(i));
        }
        for (int i = 0; i < flow.accounts(); i++)
        {
            operator.addAccount(flow.owner(i) + 1);
            operator.depositCash(i + 1, OpenOrderFlow.DEPOSIT_MINOR);
            operator.depositShares(i + 1, flow.held(i) + 1, OpenOrderFlow.DEPOSIT_SHARES);
        }
        for (int i = 0; i < flow.participants(); i++)
        {
            operator.resume(OperatorCommands.OPERATOR_SESSION + 1 + i);
        }
        timeNs = operator.timeNs();
    }

    /**
     * Orders.
     *
     * @param first of them, from 0.
     * @param end   the one behind the last.
     */
    void orders(final int first, final int end)
    {
        for (int order = first; order < end; order++)
        {
            final int account = flow.account(order);
            final int owner = flow.owner(account);
            newOrder.wrapAndApplyHeader(buffer, 0, header)
                .clientSeq(++clientSeqs[owner])
                .accountId(account + 1)
                .clOrdId(order + 1)
                .priceTicks(flow.priceTicks(order))
                .quantityLots(flow.lots(order))
                .instrumentId(flow.instrument(order) + 1)
                .side(flow.side(order))
                .ordType(OrdType.LIMIT)
                .timeInForce(TimeInForce.GTC)
                .stopPriceTicks(0)
                .displayQtyLots(0)
                .minQtyLots(0)
                .expireTimeNs(0)
                .selfTradePrevention(SelfTradePrevention.NULL_VAL)
                .selfTradeScope(SelfTradeScope.NULL_VAL)
                .postOnly(PostOnly.NULL_VAL);
            add(OperatorCommands.OPERATOR_SESSION + 1 + owner, newOrder.encodedLength());
        }
    }

    private void add(final long sessionId, final int bodyLength)
    {
        timeNs += OperatorCommands.COMMAND_NS;
        tape.add(sessionId, timeNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
