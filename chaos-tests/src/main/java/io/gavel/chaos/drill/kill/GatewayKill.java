package io.gavel.chaos.drill.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.ops.replay.GatewayBook;
import io.gavel.ops.venue.NodeStatus;
import java.time.Duration;
import java.util.Optional;

/** The gateway is killed: trading does not notice, and its books are right again when it is back. */
public final class GatewayKill implements Drill
{
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name()
    {
        return "gateway-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of the gateway; trading goes on, and its books equal the engine's when it is back";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final long before = served(stage);
        stage.fault("kill -9 of the gateway, which was at event " + before);
        stage.venue().killGateway();
        stage.awaitNewAnswer();
        stage.awaitAnswers(200);
        stage.venue().restartGateway();
        stage.mended("started the gateway");
        final long target = NodeStatus.of(stage.venue().members().nodes().get(stage.awaitLeader()))
            .map(NodeStatus::eventSeq).orElse(before);
        GatewayBook.awaitEvent(stage.venue().gatewayUri(), Math.max(before, target), PATIENCE);
        stage.progress("the gateway is live at event " + served(stage) + " again");
        stage.awaitAnswers(100);
    }

    private static long served(final DrillStage stage) throws InterruptedException
    {
        final Optional<JsonNode> status = NodeStatus.json(stage.venue().gatewayUri().resolve("/v1/status"));
        return status.map(document -> document.path("eventSeq").asLong()).orElse(0L);
    }
}
