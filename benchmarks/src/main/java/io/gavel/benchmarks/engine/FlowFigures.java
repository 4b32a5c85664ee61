package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.util.List;

/**
 * What was measured in one flow.
 *
 * @param kind  of the flow.
 * @param flow  that was run.
 * @param sides in the order in which they were given.
 */
record FlowFigures(MarketShape.Kind kind, OrderFlow flow, List<SideFigures> sides)
{
    SideFigures side(final String name)
    {
        return sides.stream().filter(side -> side.name().equals(name)).findFirst().orElseThrow();
    }

    double ratio(final String side, final String peer)
    {
        return side(side).median() / side(peer).median();
    }

    boolean isRight()
    {
        return sides.stream().allMatch(side -> side.isRight(flow.expected()));
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object().put("flow", flow.name()).put("kind", kind.text())
            .put("symbols", flow.symbols()).put("fillCommands", flow.fillSize())
            .put("commands", flow.size() - flow.fillSize()).put("leftOut", flow.leftOut())
            .put("trades", flow.expected().trades()).put("accepted", flow.expected().accepted())
            .put("canceled", flow.expected().canceled()).put("replaced", flow.expected().replaced())
            .put("digest", String.format("%016x", flow.expected().tradeValue())).put("isRight", isRight());
        final ObjectNode figures = document.putObject("sides");
        sides.forEach(side -> figures.set(side.name(), side.json(flow.expected())));
        return document;
    }
}
