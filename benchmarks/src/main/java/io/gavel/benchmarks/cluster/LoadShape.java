package io.gavel.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What every round is like.
 *
 * @param rates         of the open loop, messages a second, ascending.
 * @param seconds       of each step, &gt; 0.
 * @param warmUpSeconds of closed loop before them at most, from 0.
 * @param rounds        of each side, &gt; 0.
 * @param connections   of the exchange's client, &gt; 0.
 * @param isDriven      whether the thread that sends drives the connections too; else each has a thread of its own.
 * @param window        messages under way in the closed loop, over all connections.
 * @param nodeProperties settings of the nodes of all sides, beside those of the profile.
 * @param recordings    where each node leaves a flight recording; null for none.
 * @param directory     in which the nodes write; exists.
 * @param fileSystem    kind of file system that it is on.
 */
record LoadShape(
    List<Integer> rates,
    int seconds,
    int warmUpSeconds,
    int rounds,
    int connections,
    boolean isDriven,
    int window,
    Map<String, String> nodeProperties,
    Path recordings,
    Path directory,
    String fileSystem)
{
    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        final var array = document.putArray("rates");
        rates.forEach(array::add);
        final ObjectNode properties = document.putObject("nodeProperties");
        nodeProperties.forEach(properties::put);
        return document.put("seconds", seconds).put("warmUpSeconds", warmUpSeconds).put("rounds", rounds)
            .put("connections", connections).put("driven", isDriven).put("window", window)
            .put("directory", directory.toString())
            .put("fileSystem", fileSystem);
    }
}
