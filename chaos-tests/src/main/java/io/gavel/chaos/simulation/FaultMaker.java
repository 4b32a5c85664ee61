package io.gavel.chaos.simulation;

import java.util.List;

/** Breaks things, as often as the seed says. */
final class FaultMaker
{
    static final long TICK_NS = 50 * VirtualTime.MILLISECOND;

    private final Scene scene;
    private final FaultRates rates;
    private final Consensus consensus;
    private final List<Broker> brokers;

    FaultMaker(final Scene scene, final Consensus consensus, final List<Broker> brokers)
    {
        this.scene = scene;
        this.consensus = consensus;
        this.brokers = brokers;
        rates = scene.rates();
    }

    void tick()
    {
        if (rates.isOver())
        {
            return;
        }
        nodes();
        clocks();
        if (scene.chance(rates.snapshot))
        {
            consensus.snapshot();
        }
        for (final Broker broker : brokers)
        {
            broker(broker);
        }
    }

    private void nodes()
    {
        final int leader = consensus.activeLeader();
        if (scene.chance(rates.killLeader) && leader >= 0)
        {
            kill(leader, Happening.LEADER_KILLED);
        }
        final int node = scene.random().nextInt(Consensus.NODES);
        if (scene.chance(rates.killFollower) && node != leader && consensus.replica(node).isUp())
        {
            kill(node, consensus.replica(node).isCatchingUp() ?
                Happening.KILLED_CATCHING_UP : Happening.FOLLOWER_KILLED);
        }
        if (scene.chance(rates.killTwo) && Consensus.NODES == consensus.upCount())
        {
            kill(node, Happening.TWO_KILLED);
            kill((node + 1) % Consensus.NODES, Happening.TWO_KILLED);
        }
        if (scene.chance(rates.killAll) && consensus.upCount() > 0)
        {
            for (int each = 0; each < Consensus.NODES; each++)
            {
                kill(each, Happening.ALL_KILLED);
            }
        }
        if (scene.chance(rates.depose) && leader == consensus.activeLeader() && leader >= 0)
        {
            scene.count(Happening.LEADER_DEPOSED);
            consensus.deposeLeader();
        }
        if (scene.chance(rates.pause) && consensus.replica(node).isUp())
        {
            scene.count(Happening.REPLICA_PAUSED);
            consensus.replica(node).pause(scene.delayNs(VirtualTime.MILLISECOND, 5 * VirtualTime.SECOND));
        }
    }

    private void kill(final int node, final Happening happening)
    {
        if (consensus.replica(node).isUp())
        {
            scene.count(happening);
            consensus.kill(node);
        }
    }

    private void clocks()
    {
        if (scene.chance(rates.clockJump))
        {
            final Replica replica = consensus.replica(scene.random().nextInt(Consensus.NODES));
            final long jumpNs = scene.delayNs(0, 5 * VirtualTime.SECOND);
            final boolean isForward = scene.random().nextBoolean();
            scene.count(isForward ? Happening.CLOCK_FORWARD : Happening.CLOCK_BACK);
            replica.clockOffsetNs(replica.clockOffsetNs() + (isForward ? jumpNs : -jumpNs));
        }
    }

    private void broker(final Broker broker)
    {
        if (broker.isRestarting())
        {
            return;
        }
        if (scene.chance(rates.dropSession))
        {
            broker.process().link().drop();
        }
        if (scene.chance(rates.silence))
        {
            broker.process().link().silence();
        }
        if (scene.chance(rates.crashBroker))
        {
            scene.count(Happening.BROKER_CRASHED);
            broker.crash();
        }
        else if (scene.chance(rates.takeOver))
        {
            broker.takeOver();
        }
    }
}
