package io.gavel.engine.admin;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.calendar.TradingCalendar;
import io.gavel.engine.event.MarketEvents;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.engine.instrument.Collar;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.market.Calendars;
import io.gavel.engine.market.Markets;
import io.gavel.engine.market.Phases;
import io.gavel.schema.HaltDecoder;
import io.gavel.schema.PhaseReason;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ResumeTradingDecoder;
import io.gavel.schema.SetCalendarDecoder;
import io.gavel.schema.SetCollarDecoder;
import io.gavel.schema.SetInstrumentDecoder;
import io.gavel.schema.SetPhaseDecoder;
import io.gavel.schema.TradingPhase;

/** How instruments trade: their groups, calendars and phases, collars, halts. */
final class MarketCommands
{
    /** Longest auction of limited time. */
    static final long AUCTION_MAX_NS = 86_400_000_000_000L;

    private static final int KEEP = -1;

    private final Venue venue;
    private final MarketEvents market;
    private final OperatorEvents events;
    private final AdminAnswers answers;
    private final Phases phases;
    private final Calendars calendars;

    MarketCommands(
        final Venue venue,
        final MarketEvents market,
        final OperatorEvents events,
        final AdminAnswers answers,
        final Phases phases,
        final Calendars calendars)
    {
        this.venue = venue;
        this.market = market;
        this.events = events;
        this.answers = answers;
        this.phases = phases;
        this.calendars = calendars;
    }

    /** Emits AdminReport, InstrumentSet, and what comes of it where its new group is in another phase. */
    void onSetInstrument(final SetInstrumentDecoder command)
    {
        final Instrument instrument = venue.instruments().get(command.instrumentId());
        final int groupId = command.groupId();
        final int feeClass = command.feeClass();
        final RejectReason reason;
        if (null == instrument)
        {
            reason = RejectReason.UNKNOWN_INSTRUMENT;
        }
        else if (KEEP != groupId && !Markets.isGroup(groupId))
        {
            reason = RejectReason.INVALID_GROUP;
        }
        else
        {
            reason = feeClass < KEEP || feeClass >= FeeSchedule.CLASSES ?
                RejectReason.INVALID_FEES : RejectReason.NONE;
        }
        if (answers.answer(0, reason))
        {
            final TradingState trading = instrument.trading();
            final boolean isOtherGroup = KEEP != groupId && groupId != trading.groupId();
            trading.assign(KEEP == groupId ? trading.groupId() : groupId,
                KEEP == feeClass ? trading.feeClass() : feeClass);
            market.instrumentSet(instrument);
            if (isOtherGroup)
            {
                phases.enter(instrument, phases.groupPhase(instrument), PhaseReason.OPERATOR, 0);
            }
        }
    }

    /** Emits AdminReport and CollarSet. Orders that are outside of the new band stay. */
    void onSetCollar(final SetCollarDecoder command)
    {
        final Instrument instrument = venue.instruments().get(command.instrumentId());
        final RejectReason reason = null == instrument ? RejectReason.UNKNOWN_INSTRUMENT :
            isCollar(command) ? RejectReason.NONE : RejectReason.INVALID_COLLAR;
        if (answers.answer(0, reason))
        {
            final Collar collar = instrument.trading().collar();
            collar.set(0 == command.referencePriceTicks() ? collar.referenceTicks() : command.referencePriceTicks(),
                command.staticBandBps(), command.dynamicBandBps(), command.pauseNs());
            market.collarSet(instrument);
        }
    }

    private static boolean isCollar(final SetCollarDecoder command)
    {
        return command.referencePriceTicks() >= 0 &&
            command.referencePriceTicks() <= Limits.PRICE_TICKS_MAX &&
            isBand(command.staticBandBps()) && isBand(command.dynamicBandBps()) &&
            (0 == command.dynamicBandBps() || command.pauseNs() > 0) &&
            command.pauseNs() >= 0 && command.pauseNs() <= AUCTION_MAX_NS;
    }

    private static boolean isBand(final int bps)
    {
        return bps >= 0 && bps <= Collar.BAND_BPS_MAX;
    }

    /** Emits AdminReport, CalendarSet, and what comes of the phase that it says. */
    void onSetCalendar(final SetCalendarDecoder command)
    {
        final RejectReason reason = TradingCalendar.validate(command);
        if (answers.answer(0, reason))
        {
            final TradingCalendar calendar = TradingCalendar.decode(command);
            events.calendarSet(command.groupId(), command.buffer(),
                command.offset() + SetCalendarDecoder.zoneEncodingOffset());
            calendars.set(command.groupId(), calendar);
        }
    }

    /** Emits AdminReport, and TradingPhaseChanged with all that comes of it for each instrument. */
    void onSetPhase(final SetPhaseDecoder command)
    {
        final TradingPhase phase = command.phaseRaw() >= 1 && command.phaseRaw() <= 6 ?
            TradingPhase.get(command.phaseRaw()) : TradingPhase.NULL_VAL;
        final RejectReason reason = Markets.EVERY_GROUP != command.groupId() && !Markets.isGroup(command.groupId()) ?
            RejectReason.INVALID_GROUP :
            TradingPhase.NULL_VAL == phase ? RejectReason.INVALID_PHASE : RejectReason.NONE;
        if (answers.answer(0, reason))
        {
            calendars.set(command.groupId(), phase);
        }
    }

    /** Emits AdminReport, and TradingPhaseChanged for each instrument. */
    void onHalt(final HaltDecoder command)
    {
        final int instrumentId = command.instrumentId();
        final Instrument instrument = venue.instruments().get(instrumentId);
        final RejectReason reason;
        if (0 != instrumentId && null == instrument)
        {
            reason = RejectReason.UNKNOWN_INSTRUMENT;
        }
        else
        {
            reason = (0 == instrumentId ? venue.markets().isHalted() : instrument.trading().isHalted()) ?
                RejectReason.ALREADY_SO : RejectReason.NONE;
        }
        if (answers.answer(0, reason))
        {
            if (null == instrument)
            {
                haltMarket();
            }
            else
            {
                instrument.trading().halted(true);
                phases.enter(instrument, TradingPhase.HALTED, PhaseReason.OPERATOR, 0);
            }
        }
    }

    /** Emits AdminReport, and TradingPhaseChanged with all that comes of it for each instrument, in slices. */
    void onResumeTrading(final ResumeTradingDecoder command)
    {
        final int instrumentId = command.instrumentId();
        final Instrument instrument = venue.instruments().get(instrumentId);
        final RejectReason reason;
        if (0 != instrumentId && null == instrument)
        {
            reason = RejectReason.UNKNOWN_INSTRUMENT;
        }
        else if (command.auctionNs() < 0 || command.auctionNs() > AUCTION_MAX_NS)
        {
            reason = RejectReason.INVALID_TIMEOUT;
        }
        else
        {
            reason = (0 == instrumentId ? venue.markets().isHalted() : instrument.trading().isHalted()) ?
                RejectReason.NONE : RejectReason.NOT_HALTED;
        }
        if (answers.answer(0, reason))
        {
            final long untilNs = 0 == command.auctionNs() ? 0 : venue.timeNs() + command.auctionNs();
            if (null == instrument)
            {
                calendars.resumeMarket(untilNs);
            }
            else
            {
                instrument.trading().halted(false);
                phases.resume(instrument, untilNs);
            }
        }
    }

    // A halt must hold at once everywhere; it changes nothing but the phase of each instrument.
    private void haltMarket()
    {
        venue.markets().halted(true);
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            phases.enter(venue.instruments().get(id), TradingPhase.HALTED, PhaseReason.OPERATOR, 0);
        }
    }
}
