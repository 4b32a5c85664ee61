package io.gavel.chaos.drill.mixed;

import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.fault.BridgedNetwork;
import io.gavel.chaos.fault.SmallDisk;
import io.gavel.chaos.fault.WallClock;
import java.time.Duration;
import java.util.Optional;

/** What can go wrong with one node, or with the whole venue; each can be begun and ended. */
enum Mishap
{
    /** SIGKILL. */
    KILLED(true, "is killed")
    {
        @Override
        void begin(final DrillStage stage, final int node) throws Exception
        {
            stage.killNode(node);
        }

        @Override
        void end(final DrillStage stage, final int node) throws Exception
        {
            stage.startNode(node);
        }
    },

    /** SIGSTOP. */
    PAUSED(true, "is paused")
    {
        @Override
        void begin(final DrillStage stage, final int node) throws Exception
        {
            // Aeron ends a process that was paused for ten seconds.
            stage.expectEndOf(node);
            stage.pauseNode(node);
        }

        @Override
        void end(final DrillStage stage, final int node) throws Exception
        {
            stage.continueNode(node);
        }
    },

    /** No packet in or out. */
    CUT_OFF(true, "is cut off")
    {
        @Override
        Optional<String> unavailable()
        {
            return BridgedNetwork.unavailable();
        }

        @Override
        void begin(final DrillStage stage, final int node)
        {
            stage.faults().network().cut(node);
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().network().heal();
        }
    },

    /** No packet out. */
    MUTE(true, "is not heard")
    {
        @Override
        Optional<String> unavailable()
        {
            return BridgedNetwork.unavailable();
        }

        @Override
        void begin(final DrillStage stage, final int node)
        {
            stage.faults().network().cut(node, BridgedNetwork.Direction.OUT);
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().network().heal();
        }
    },

    /** No packet in. */
    DEAF(true, "hears nobody")
    {
        @Override
        Optional<String> unavailable()
        {
            return BridgedNetwork.unavailable();
        }

        @Override
        void begin(final DrillStage stage, final int node)
        {
            stage.faults().network().cut(node, BridgedNetwork.Direction.IN);
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().network().heal();
        }
    },

    /** No space. */
    DISK_FULL(true, "has a full disk")
    {
        @Override
        Optional<String> unavailable()
        {
            return SmallDisk.unavailable();
        }

        @Override
        void begin(final DrillStage stage, final int node)
        {
            stage.expectEndOf(node);
            stage.faults().disk(node).fill();
        }

        @Override
        void end(final DrillStage stage, final int node) throws Exception
        {
            // It may not have noticed yet.
            stage.killNode(node);
            stage.faults().disk(node).free();
            stage.startNode(node);
        }
    },

    /** Packets of all nodes are lost. */
    LOSSY(false, "2 % of all packets are lost at each end")
    {
        @Override
        void begin(final DrillStage stage, final int node)
        {
            for (int i = 0; i < stage.venue().members().nodes().size(); i++)
            {
                stage.faults().packets().lose(i, 0.02);
            }
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().packets().heal();
        }
    },

    /** Packets of all nodes are late. */
    LATE(false, "all packets are 3 to 5 ms late")
    {
        @Override
        void begin(final DrillStage stage, final int node)
        {
            for (int i = 0; i < stage.venue().members().nodes().size(); i++)
            {
                stage.faults().packets().delay(i, 3_000);
            }
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().packets().heal();
        }
    },

    /** The clock of the next node is wrong. */
    WRONG_TIME(false, "the clock of another node is wrong by a minute")
    {
        @Override
        Optional<String> unavailable()
        {
            return WallClock.unavailable();
        }

        @Override
        void begin(final DrillStage stage, final int node)
        {
            stage.faults().clock(other(stage, node)).shift(
                stage.random().nextBoolean() ? Duration.ofMinutes(1) : Duration.ofMinutes(-1));
        }

        @Override
        void end(final DrillStage stage, final int node)
        {
            stage.faults().clock(other(stage, node)).shift(Duration.ZERO);
        }

        private int other(final DrillStage stage, final int node)
        {
            return (node + 1) % stage.venue().members().nodes().size();
        }
    },

    /** The gateway dies. */
    NO_GATEWAY(false, "the gateway is killed")
    {
        @Override
        void begin(final DrillStage stage, final int node) throws Exception
        {
            stage.venue().killGateway();
        }

        @Override
        void end(final DrillStage stage, final int node) throws Exception
        {
            stage.venue().restartGateway();
        }
    };

    private final boolean isOfOneNode;
    private final String text;

    Mishap(final boolean isOfOneNode, final String text)
    {
        this.isOfOneNode = isOfOneNode;
        this.text = text;
    }

    /** Whether a node can do nothing while it lasts: the others have to be able to, then. */
    boolean isOfOneNode()
    {
        return isOfOneNode;
    }

    /** What is wrong, for a person. */
    String text(final int node)
    {
        return isOfOneNode ? "node " + node + " " + text : text;
    }

    /** Why it can't happen on this machine. */
    Optional<String> unavailable()
    {
        return Optional.empty();
    }

    abstract void begin(DrillStage stage, int node) throws Exception;

    abstract void end(DrillStage stage, int node) throws Exception;
}
