package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The phases of a start, told once each. */
class StartTimesTest
{
    private final StartTimes times = new StartTimes(120);

    private String json()
    {
        final StringBuilder json = new StringBuilder();
        times.appendTo(json);
        return json.toString();
    }

    @Test
    void shouldTellWhichPhasesAreNotOver()
    {
        assertEquals(",\"start\":{\"processMs\":120,\"filesMs\":-1,\"partsMs\":-1,\"stateMs\":-1,\"eventsMs\":-1," +
            "\"electionMs\":-1,\"logMs\":-1,\"logCommands\":0,\"totalMs\":120}", json());
        assertFalse(times.isOver(StartTimes.Phase.FILES));
        times.end(StartTimes.Phase.FILES);
        assertTrue(times.isOver(StartTimes.Phase.FILES));
        assertFalse(json().contains("\"filesMs\":-1"), json());
    }

    @Test
    void shouldCountAPhaseOnce()
    {
        times.end(StartTimes.Phase.ELECTION);
        times.endAll(5);
        final String first = json();
        times.end(StartTimes.Phase.ELECTION);
        times.end(StartTimes.Phase.LOG);
        assertEquals(first, json());
        assertTrue(times.text().endsWith("(5 commands)"), times.text());
        assertTrue(times.text().startsWith(times.totalMs() + " ms: process 120, files "), times.text());
    }
}
