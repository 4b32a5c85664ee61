package io.gavel.gateway.book;

import io.gavel.schema.PhaseReason;
import io.gavel.schema.TradingPhase;

/**
 * How an instrument is traded now.
 *
 * @param phase      of its day.
 * @param sinceNs    log time at which it began.
 * @param untilNs    log time at which a timer ends it; 0 where none does.
 * @param reason     why it began, or null where it is the one that the instrument was added in.
 * @param groupId    the group of instruments whose calendar it has.
 * @param feeClass   that its trades are charged by.
 * @param collar     the prices that it may trade at.
 * @param indicative what the auction would trade now, or null where none collects or nothing was told yet.
 */
public record InstrumentState(
    TradingPhase phase,
    long sinceNs,
    long untilNs,
    PhaseReason reason,
    int groupId,
    int feeClass,
    Collar collar,
    Uncrossing indicative)
{
    /**
     * The state of an instrument that nothing was said of: without a calendar it trades continuously.
     *
     * @param timeNs at which it was added.
     * @return group 0, fee class 0, no collar.
     */
    static InstrumentState added(final long timeNs)
    {
        return new InstrumentState(TradingPhase.CONTINUOUS, timeNs, 0, null, 0, 0, Collar.NONE, null);
    }

    InstrumentState enter(
        final TradingPhase newPhase, final long newSinceNs, final long newUntilNs, final PhaseReason newReason)
    {
        return new InstrumentState(
            newPhase, newSinceNs, newUntilNs, newReason, groupId, feeClass, collar, null);
    }

    InstrumentState with(final int newGroupId, final int newFeeClass)
    {
        return new InstrumentState(
            phase, sinceNs, untilNs, reason, newGroupId, newFeeClass, collar, indicative);
    }

    InstrumentState with(final Collar newCollar)
    {
        return new InstrumentState(phase, sinceNs, untilNs, reason, groupId, feeClass, newCollar, indicative);
    }

    InstrumentState with(final Uncrossing newIndicative)
    {
        return new InstrumentState(phase, sinceNs, untilNs, reason, groupId, feeClass, collar, newIndicative);
    }
}
