package io.gavel.benchmarks.warmup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.nio.file.Path;

/**
 * What every round is like.
 *
 * @param commands after the start that are measured, &gt; 0.
 * @param window   orders under way at a time, &gt; 0.
 * @param rounds   of each setting, &gt; 0.
 * @param aotCache ahead-of-time cache of this JDK and these jars; null where there is none.
 */
record StartShape(int commands, int window, int rounds, Path aotCache)
{
    ObjectNode json()
    {
        return Output.object().put("commands", commands).put("window", window).put("rounds", rounds)
            .put("aotCache", aotCache == null ? null : aotCache.toString());
    }
}
