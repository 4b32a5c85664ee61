package io.gavel.benchmarks.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;

/**
 * What is told of a flow beside the figures that were measured with it.
 *
 * @param name         of it.
 * @param symbols      books.
 * @param fillCommands that fill the books.
 * @param commands     that were measured.
 * @param leftOut      commands that a venue would have refused.
 * @param expected     what naive books made of it.
 */
record FlowOutline(String name, int symbols, int fillCommands, int commands, int leftOut, FlowDigest expected)
{
    ObjectNode json()
    {
        return Output.object().put("flow", name)
            .put("symbols", symbols).put("fillCommands", fillCommands)
            .put("commands", commands).put("leftOut", leftOut)
            .put("trades", expected.trades()).put("accepted", expected.accepted())
            .put("canceled", expected.canceled()).put("replaced", expected.replaced())
            .put("digest", String.format("%016x", expected.tradeValue()));
    }
}
