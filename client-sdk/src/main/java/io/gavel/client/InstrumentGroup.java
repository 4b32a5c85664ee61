package io.gavel.client;

import io.gavel.schema.TradingPhase;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Instruments that share a trading day, as it stood when the venue answered.
 *
 * @param groupId     0 to 255; 0 is the one that an instrument is in unless it was moved.
 * @param phase       in which the group is.
 * @param nextPhase   that its calendar comes to next; {@code NULL_VAL} without a calendar.
 * @param nextPhaseNs log time of that change; 0 without a calendar.
 * @param tradingDate the day that it trades; null before the first.
 * @param zone        of its calendar, as IANA names it; empty without a calendar.
 */
public record InstrumentGroup(
    int groupId, TradingPhase phase, TradingPhase nextPhase, long nextPhaseNs, LocalDate tradingDate, String zone)
{
    /**
     * When the calendar changes the phase next.
     *
     * @return by the venue's clock; null without a calendar.
     */
    public Instant nextPhaseAt()
    {
        return nextPhaseNs == 0 ? null : Instant.ofEpochSecond(0, nextPhaseNs);
    }
}
