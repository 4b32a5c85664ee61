package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured in one flow.
 *
 * @param kind  of the flow.
 * @param flow  that was run.
 * @param sides in the order in which they were given.
 */
record FlowFigures(MarketShape.Kind kind, FlowOutline flow, List<SideFigures> sides)
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

    /**
     * What differs.
     *
     * @return a sentence for each side whose reports are wrong.
     */
    Stream<String> wrong()
    {
        return sides.stream().filter(side -> !side.isRight(flow.expected())).map(side -> "flow " + flow.name() +
            ", " + side.name() + ": expected " + flow.expected() + ", actual " + side.wrongDigest(flow.expected()));
    }

    ObjectNode json()
    {
        final ObjectNode document = flow.json().put("kind", kind.text()).put("isRight", isRight());
        final ObjectNode figures = document.putObject("sides");
        sides.forEach(side -> figures.set(side.name(), side.json(flow.expected())));
        return document;
    }
}
