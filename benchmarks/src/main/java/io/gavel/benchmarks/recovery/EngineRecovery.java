package io.gavel.benchmarks.recovery;

import io.gavel.benchmarks.engine.CommandTape;
import io.gavel.benchmarks.engine.OperatorCommands;
import io.gavel.engine.Exchange;
import io.gavel.engine.UnheardOutput;
import io.gavel.ops.cli.CommandFailure;

/** Replays, snapshots and loads through the state machine alone. */
final class EngineRecovery
{
    private static final int REPLAYS = 2;

    private EngineRecovery()
    {
    }

    /**
     * Measures.
     *
     * @param flow   to be filled in.
     * @param orders open orders.
     * @return the figures.
     * @throws CommandFailure where a state is not what it has to be.
     */
    static EngineFigures measure(final OpenOrderFlow flow, final int orders)
    {
        final CommandTape log = new CommandTape();
        final EngineFill fill = new EngineFill(flow, log);
        fill.members();
        fill.orders(0, orders);
        Exchange exchange = null;
        long replayNs = 0;
        long heapBytes = 0;
        for (int i = 0; i < REPLAYS; i++)
        {
            exchange = null;
            final long before = usedHeap();
            exchange = withSessions(flow);
            final long startNs = System.nanoTime();
            log.replay(exchange);
            replayNs = System.nanoTime() - startNs;
            heapBytes = usedHeap() - before;
        }
        check(exchange, flow, orders, "after the replay");
        final long[] bytes = new long[1];
        long startNs = System.nanoTime();
        exchange.writeSnapshot((buffer, offset, length) -> bytes[0] += length);
        final long writeNs = System.nanoTime() - startNs;
        startNs = System.nanoTime();
        final long hash = exchange.stateHash();
        final long hashNs = System.nanoTime() - startNs;
        final CommandTape snapshot = new CommandTape();
        exchange.writeSnapshot((buffer, offset, length) -> snapshot.add(0, 0, buffer, offset, length));
        exchange = null;
        final Exchange loaded = new Exchange(new UnheardOutput());
        startNs = System.nanoTime();
        snapshot.forEach(loaded::onSnapshotRecord);
        final long loadNs = System.nanoTime() - startNs;
        check(loaded, flow, orders, "after the load");
        if (loaded.stateHash() != hash)
        {
            throw new CommandFailure("the state that was loaded hashes to " + Long.toHexString(loaded.stateHash()) +
                ", the one that was written to " + Long.toHexString(hash) + ": keep this build, and report it");
        }
        return new EngineFigures(orders, log.commands(), replayNs, hashNs, writeNs, bytes[0], loadNs, heapBytes);
    }

    private static Exchange withSessions(final OpenOrderFlow flow)
    {
        final Exchange exchange = new Exchange(new UnheardOutput());
        for (int participant = 0; participant <= flow.participants(); participant++)
        {
            exchange.onSessionOpened(OperatorCommands.OPERATOR_SESSION + participant, participant, 1);
        }
        return exchange;
    }

    private static void check(final Exchange exchange, final OpenOrderFlow flow, final int orders, final String when)
    {
        if (exchange.venue().orders().openCount() != orders || exchange.venue().accounts().count() != flow.accounts())
        {
            throw new CommandFailure(when + " there are " + exchange.venue().orders().openCount() +
                " open orders and " + exchange.venue().accounts().count() + " accounts: expected " + orders + " and " +
                flow.accounts());
        }
    }

    private static long usedHeap()
    {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
