package io.gavel.chaos;

import io.gavel.gateway.feed.EventListener;
import io.gavel.gateway.feed.FeedState;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrderExecutedDecoder;
import io.gavel.schema.Side;
import io.gavel.schema.StateHashedDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * What one node recorded, checked while it is read: event sequence without hole or duplicate, every command answered
 * once, each trade with one buy and one sell execution of equal price and quantity, and for each order
 * open + traded + cancelled = ordered.
 */
public final class StreamAudit implements EventListener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderExecutedDecoder executed = new OrderExecutedDecoder();
    private final StateHashedDecoder hashed = new StateHashedDecoder();
    private final MessageDigest digest;
    private final List<String> violations = new ArrayList<>();
    private final Map<Long, OrderLife> orders = new HashMap<>();
    private final Map<Long, Trade> trades = new HashMap<>();
    private final Map<String, Long> answers = new HashMap<>();
    private final Map<String, Long> clOrdIds = new HashMap<>();
    private final List<Long> stateHashes = new ArrayList<>();
    private long lastEventSeq;

    /** An audit that has read nothing yet. */
    public StreamAudit()
    {
        try
        {
            digest = MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        check(eventSeq == lastEventSeq + 1, "expected eventSeq " + (lastEventSeq + 1) + ", actual=" + eventSeq);
        lastEventSeq = eventSeq;
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        digest.update(bytes);
        switch (templateId)
        {
            case ExecutionReportDecoder.TEMPLATE_ID -> onExecutionReport(
                report.wrapAndApplyHeader(buffer, offset, header));
            case OrderExecutedDecoder.TEMPLATE_ID -> onOrderExecuted(
                executed.wrapAndApplyHeader(buffer, offset, header));
            case StateHashedDecoder.TEMPLATE_ID -> stateHashes.add(
                hashed.wrapAndApplyHeader(buffer, offset, header).stateHash());
            default ->
            {
            }
        }
    }

    /** {@inheritDoc} */
    @Override
    public void onStateChange(final FeedState state, final int node)
    {
        // The events tell all that is asked of a node here.
    }

    private void onExecutionReport(final ExecutionReportDecoder event)
    {
        final String connection = event.participantId() + "/" + event.connectionId();
        if (event.clientSeq() > 0)
        {
            final Long before = answers.put(connection + "/" + event.clientSeq(), event.eventSeq());
            check(before == null, "command " + event.clientSeq() + " of " + connection + " answered twice: events " +
                before + " and " + event.eventSeq());
        }
        switch (event.execType())
        {
            case NEW -> onNew(event);
            case REPLACED -> life(event).ordered = event.orderQtyLots();
            case CANCELED, EXPIRED -> life(event).cancelled += event.lastQtyLots();
            case TRADE ->
            {
                life(event).traded += event.lastQtyLots();
                trade(event.matchId()).onExecution(event);
            }
            default ->
            {
            }
        }
        if (event.orderId() != 0 && event.execType() != ExecType.REPLACED && orders.containsKey(event.orderId()))
        {
            life(event).open = event.leavesQtyLots();
        }
    }

    private void onNew(final ExecutionReportDecoder event)
    {
        final OrderLife before = orders.put(event.orderId(), new OrderLife(event.orderQtyLots()));
        check(before == null, "orderId " + event.orderId() + " was given twice");
        final String clOrdId = event.participantId() + "/" + event.clOrdId();
        check(null == clOrdIds.put(clOrdId, event.orderId()), "clOrdId " + clOrdId + " was executed twice");
    }

    private OrderLife life(final ExecutionReportDecoder event)
    {
        final OrderLife life = orders.get(event.orderId());
        check(life != null, event.execType() + " of the unknown order " + event.orderId());
        return life == null ? new OrderLife(0) : life;
    }

    private void onOrderExecuted(final OrderExecutedDecoder event)
    {
        final Trade trade = trade(event.matchId());
        check(trade.publicLots == 0, "match " + event.matchId() + " was published twice");
        trade.publicLots = event.lastQtyLots();
        trade.publicTicks = event.priceTicks();
    }

    private Trade trade(final long matchId)
    {
        return trades.computeIfAbsent(matchId, id -> new Trade());
    }

    private void check(final boolean holds, final String violation)
    {
        if (!holds && violations.size() < 20)
        {
            violations.add(violation);
        }
    }

    /**
     * Sums up what can only be told at the end. Call once, after the last event.
     *
     * @return what was found wrong, at most 20 sentences; empty where all is well.
     */
    public List<String> conclude()
    {
        orders.forEach((orderId, life) -> check(
            life.open + life.traded + life.cancelled == life.ordered,
            "order " + orderId + ": open " + life.open + " + traded " + life.traded + " + cancelled " + life.cancelled +
            " is not the " + life.ordered + " that were ordered"));
        trades.forEach((matchId, trade) -> check(trade.isComplete(), "match " + matchId + ": " + trade));
        for (long matchId = 1; matchId <= trades.size(); matchId++)
        {
            check(trades.containsKey(matchId), "match " + matchId + " is missing");
        }
        return List.copyOf(violations);
    }

    /**
     * The last event that was read.
     *
     * @return 0 before the first.
     */
    public long lastEventSeq()
    {
        return lastEventSeq;
    }

    /**
     * The digest of all events. Call once, after the last event.
     *
     * @return SHA-256 in hex.
     */
    public String sha256()
    {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The order that a participant's clOrdId became.
     *
     * @param participantId of the participant.
     * @param clOrdId       that was sent.
     * @return the orderId, or null where no such order was accepted.
     */
    public Long orderId(final int participantId, final long clOrdId)
    {
        return clOrdIds.get(participantId + "/" + clOrdId);
    }

    /**
     * How many orders were accepted.
     *
     * @return from 0.
     */
    public int orders()
    {
        return orders.size();
    }

    /**
     * How many trades there were.
     *
     * @return from 0.
     */
    public int trades()
    {
        return trades.size();
    }

    /**
     * The state hashes that were asked for, in order.
     *
     * @return a copy.
     */
    public List<Long> stateHashes()
    {
        return List.copyOf(stateHashes);
    }

    private static final class OrderLife
    {
        private long ordered;
        private long open;
        private long traded;
        private long cancelled;

        OrderLife(final long ordered)
        {
            this.ordered = ordered;
            this.open = ordered;
        }
    }

    private static final class Trade
    {
        private long publicLots;
        private long publicTicks;
        private final Map<Side, Long> lots = new HashMap<>();
        private boolean isPriceEqual = true;
        private boolean isTwice;
        private long ticks;

        void onExecution(final ExecutionReportDecoder event)
        {
            isTwice |= null != lots.put(event.side(), event.lastQtyLots());
            isPriceEqual &= ticks == 0 || ticks == event.lastPxTicks();
            ticks = event.lastPxTicks();
        }

        boolean isComplete()
        {
            return !isTwice && isPriceEqual && ticks == publicTicks && publicLots > 0 &&
                lots.size() == 2 && lots.values().stream().allMatch(executed -> executed == publicLots);
        }

        @Override
        public String toString()
        {
            return "published " + publicLots + " at " + publicTicks + ", executions " + lots + " at " + ticks +
                (isTwice ? ", one side twice" : "") + (isPriceEqual ? "" : ", prices differ");
        }
    }
}
