package io.gavel.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * All rounds of one side.
 *
 * @param side   that ran.
 * @param rounds one or more.
 */
record SideFigures(Side side, List<RoundFigures> rounds)
{
    /**
     * The open loop of all rounds.
     *
     * @return by rate, ascending.
     */
    List<StepFigures> open()
    {
        final List<StepFigures> sums = new ArrayList<>(rounds.get(0).open());
        for (final RoundFigures round : rounds.subList(1, rounds.size()))
        {
            for (int i = 0; i < sums.size(); i++)
            {
                sums.set(i, sums.get(i).plus(round.open().get(i)));
            }
        }
        return sums;
    }

    /**
     * The closed loop of all rounds.
     *
     * @return with the rate over all of them as what was achieved.
     */
    StepFigures closed()
    {
        return rounds.stream().map(RoundFigures::closed).reduce(StepFigures::plus).orElseThrow();
    }

    /**
     * Whether a rate was held in every round.
     *
     * @param rate that was measured.
     * @return false where it was not in one.
     */
    boolean isSustained(final int rate)
    {
        return rounds.stream().flatMap(round -> round.open().stream())
            .filter(step -> step.rate() == rate).allMatch(StepFigures::isSustained);
    }

    StepFigures at(final int rate)
    {
        return open().stream().filter(step -> step.rate() == rate).findFirst().orElseThrow();
    }

    long lost()
    {
        return closed().lost() + open().stream().mapToLong(StepFigures::lost).sum();
    }

    long elections()
    {
        return rounds.stream().mapToLong(RoundFigures::elections).sum();
    }

    long disconnects()
    {
        return rounds.stream().mapToLong(RoundFigures::disconnects).sum();
    }

    ObjectNode json()
    {
        final ObjectNode document = Output.object();
        final ArrayNode open = document.putArray("open");
        open().forEach(step -> open.add(step.json()));
        document.set("closed", closed().json());
        final ArrayNode throughputs = document.putArray("throughputs");
        rounds.forEach(round -> throughputs.add(Math.round(round.closed().achieved())));
        return document.put("lost", lost()).put("elections", elections()).put("disconnects", disconnects());
    }
}
