package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the simulation, decided by its seed alone: a time of load and faults, in which nothing may ever be wrong,
 * and then a time without faults, in which everything has to come to its end.
 */
public final class Simulation
{
    private static final long LEADER_TICK_NS = 10 * VirtualTime.MILLISECOND;
    private static final long CLIENT_TICK_NS = 25 * VirtualTime.MILLISECOND;
    private static final long FAULTS_MIN_NS = 2 * VirtualTime.SECOND;
    private static final long FAULTS_MAX_NS = 40 * VirtualTime.SECOND;
    /** Within this time after the last fault everything has to be answered and equal. */
    private static final long LIVENESS_NS = 60 * VirtualTime.SECOND;
    private static final long TIMER_SLACK_NS = VirtualTime.SECOND / 2;
    private static final long SETTLING_NS = 20 * VirtualTime.SECOND;

    private final Scene scene;
    private final SentCommands sent = new SentCommands();
    private final Auditor auditor;
    private final Consensus consensus;
    private final JournalFiles journals = new JournalFiles();
    private final List<Broker> brokers = new ArrayList<>();
    private final List<TraderLoad> traders = new ArrayList<>();
    private final OperatorLoad operator;
    private final FaultMaker faults;
    private final RogueClient rogue;
    private final long loadIntervalNs;
    private boolean isLoading = true;

    private Simulation(final long seed, final Sabotage sabotage, final Trace trace)
    {
        scene = new Scene(seed, trace, sabotage);
        auditor = new Auditor(scene, sent);
        consensus = new Consensus(scene, auditor);
        loadIntervalNs = VirtualTime.MILLISECOND * (20 + scene.random().nextInt(180));
        addTrader(1, 0);
        addTrader(1, 1);
        addTrader(2, 0);
        addTrader(3, 0);
        final Broker operatorsBroker = new Broker(scene, consensus, auditor, sent, 0, 0, null);
        brokers.add(operatorsBroker);
        operator = new OperatorLoad(scene, operatorsBroker, auditor);
        faults = new FaultMaker(scene, consensus, brokers);
        rogue = new RogueClient(scene, consensus);
    }

    private void addTrader(final int participantId, final int connectionId)
    {
        final Broker broker = new Broker(scene, consensus, auditor, sent, participantId, connectionId,
            scene.chance(scene.rates().journal) ? journals : null);
        brokers.add(broker);
        traders.add(new TraderLoad(scene, broker));
    }

    /**
     * Runs a seed. Where it fails, it is run again with a trace, to tell what led to it.
     *
     * @param seed that decides everything.
     * @return what happened.
     * @throws SimulationFailure where something did not hold.
     */
    public static Coverage run(final long seed)
    {
        return run(seed, new Sabotage());
    }

    /**
     * Runs a seed with something spoiled.
     *
     * @param seed     that decides everything.
     * @param sabotage what is spoiled; has no state that outlives a run.
     * @return what happened.
     * @throws SimulationFailure where something did not hold.
     */
    public static Coverage run(final long seed, final Sabotage sabotage)
    {
        try
        {
            return new Simulation(seed, sabotage, Trace.off()).run();
        }
        catch (final RuntimeException | AssertionError e)
        {
            throw again(seed, sabotage, null, e);
        }
    }

    /**
     * Runs a seed, and prints each thing that happens.
     *
     * @param seed that decides everything.
     * @param out  where to.
     * @return what happened.
     * @throws SimulationFailure where something did not hold.
     */
    public static Coverage trace(final long seed, final PrintStream out)
    {
        final Trace trace = Trace.on(out);
        final Simulation simulation = new Simulation(seed, new Sabotage(), trace);
        try
        {
            return simulation.run();
        }
        catch (final RuntimeException | AssertionError e)
        {
            throw failure(seed, simulation, trace, e);
        }
    }

    private static SimulationFailure again(
        final long seed, final Sabotage sabotage, final PrintStream out, final Throwable first)
    {
        final Trace trace = Trace.on(out);
        final Simulation simulation = new Simulation(seed, sabotage, trace);
        try
        {
            simulation.run();
        }
        catch (final RuntimeException | AssertionError e)
        {
            return failure(seed, simulation, trace, e);
        }
        return new SimulationFailure("seed " + seed + " failed, and not when it was run again: something other than " +
            "the seed decides", first);
    }

    private static SimulationFailure failure(
        final long seed, final Simulation simulation, final Trace trace, final Throwable cause)
    {
        return new SimulationFailure("seed " + seed + ", step " + simulation.scene.time().steps() + ", at " +
            simulation.scene.time().nowNs() / 1_000 + " us: " + cause.getMessage() + "\n" +
            "The last " + trace.last().size() + " things that happened:\n" + String.join("\n", trace.last()) + "\n" +
            "Run it again: ./gavel drill simulation --seed " + seed + "\n" +
            "          or: mvn test -pl chaos-tests -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false" +
            " -Dsimulation.seed=" + seed, cause);
    }

    private Coverage run()
    {
        try
        {
            return play();
        }
        finally
        {
            brokers.forEach(Broker::close);
            journals.close();
        }
    }

    private Coverage play()
    {
        consensus.start(new Genesis(consensus.takeSessionId(), sent).entries());
        brokers.forEach(Broker::start);
        repeat(LEADER_TICK_NS, consensus::tick);
        repeat(CLIENT_TICK_NS, () -> brokers.forEach(Broker::tick));
        repeat(FaultMaker.TICK_NS, faults::tick);
        if (scene.rates().isRogueThere)
        {
            rogue.start();
            repeat(CLIENT_TICK_NS, rogue::tick);
        }
        for (final TraderLoad trader : traders)
        {
            load(trader::act, 1);
        }
        load(operator::act, 4);
        runUntil(scene.delayNs(FAULTS_MIN_NS, FAULTS_MAX_NS));
        liveness();
        progress();
        end();
        return scene.coverage();
    }

    private void repeat(final long intervalNs, final Runnable action)
    {
        scene.time().after(intervalNs, () ->
        {
            action.run();
            repeat(intervalNs, action);
        });
    }

    private void load(final Runnable action, final int slowness)
    {
        scene.time().after(scene.random().nextLong(2 * slowness * loadIntervalNs), () ->
        {
            if (isLoading)
            {
                action.run();
                load(action, slowness);
            }
        });
    }

    private void runUntil(final long timeNs)
    {
        while (scene.time().step(timeNs))
        {
            scene.throwFailure();
        }
    }

    /** The faults stop: now everything has to be answered, and every replica has to be where the others are. */
    private void liveness()
    {
        scene.trace(() -> "no more faults");
        scene.rates().stop();
        isLoading = false;
        for (int node = 0; node < Consensus.NODES; node++)
        {
            consensus.restart(node);
        }
        brokers.forEach(Broker::calm);
        rogue.end();
        await("after the last fault", LIVENESS_NS);
    }

    /** And more than that: what is sent now is answered. */
    private void progress()
    {
        traders.forEach(TraderLoad::place);
        await("after the last orders", SETTLING_NS);
        operator.cancelEverything();
        await("after everything was cancelled", SETTLING_NS);
    }

    private void await(final String when, final long boundNs)
    {
        final long deadlineNs = scene.time().nowNs() + boundNs;
        String waitsFor = "";
        do
        {
            runUntil(scene.time().nowNs() + 100 * VirtualTime.MILLISECOND);
            waitsFor = waitsFor();
            require(waitsFor.isEmpty() || scene.time().nowNs() < deadlineNs, "no progress within " +
                boundNs / VirtualTime.SECOND + " s " + when + ": " + waitsFor);
        }
        while (!waitsFor.isEmpty());
    }

    private String waitsFor()
    {
        for (final Broker broker : brokers)
        {
            final String waitsFor = broker.waitsFor();
            if (!waitsFor.isEmpty())
            {
                return waitsFor;
            }
        }
        if (!consensus.isSettled())
        {
            return "the replicas have not executed the whole log";
        }
        return auditor.overdueTimer(consensus.replica(consensus.leader()).clockNs() - TIMER_SLACK_NS);
    }

    private void end()
    {
        for (int node = 0; node < Consensus.NODES; node++)
        {
            consensus.replica(node).checkEnd();
        }
        brokers.forEach(Broker::checkEnd);
        auditor.checkEmpty();
        auditor.finish();
    }
}
