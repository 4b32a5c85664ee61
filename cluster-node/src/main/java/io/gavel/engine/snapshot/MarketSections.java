package io.gavel.engine.snapshot;

import io.gavel.engine.Behaviour;
import io.gavel.engine.Timers;
import io.gavel.engine.Venue;
import io.gavel.engine.calendar.TradingCalendar;
import io.gavel.engine.market.Group;
import io.gavel.engine.market.Indicatives;
import io.gavel.engine.market.Markets;
import io.gavel.engine.order.Sweep;
import io.gavel.engine.order.Sweeps;
import io.gavel.schema.SnapshotBehaviourDecoder;
import io.gavel.schema.SnapshotBehaviourEncoder;
import io.gavel.schema.SnapshotGroupDecoder;
import io.gavel.schema.SnapshotGroupEncoder;
import io.gavel.schema.SnapshotIndicativesDecoder;
import io.gavel.schema.SnapshotIndicativesEncoder;
import io.gavel.schema.SnapshotMarketDecoder;
import io.gavel.schema.SnapshotMarketEncoder;
import io.gavel.schema.SnapshotMarketResumeDecoder;
import io.gavel.schema.SnapshotMarketResumeEncoder;
import io.gavel.schema.SnapshotStepsDecoder;
import io.gavel.schema.SnapshotStepsEncoder;
import io.gavel.schema.SnapshotSweepsDecoder;
import io.gavel.schema.SnapshotSweepsEncoder;
import io.gavel.schema.TradingPhase;

/** The market as a whole: switches, the day, timers, groups, and what is under way in slices. */
final class MarketSections
{
    private static final byte[] NO_CALENDAR = new byte[0];

    private final Venue venue;
    private final Sweeps sweeps;
    private final Indicatives indicatives;
    private final SnapshotMarketEncoder marketEncoder = new SnapshotMarketEncoder();
    private final SnapshotMarketDecoder marketDecoder = new SnapshotMarketDecoder();
    private final SnapshotGroupEncoder groupEncoder = new SnapshotGroupEncoder();
    private final SnapshotGroupDecoder groupDecoder = new SnapshotGroupDecoder();
    private final SnapshotStepsEncoder stepsEncoder = new SnapshotStepsEncoder();
    private final SnapshotStepsDecoder stepsDecoder = new SnapshotStepsDecoder();
    private final SnapshotIndicativesEncoder indicativesEncoder = new SnapshotIndicativesEncoder();
    private final SnapshotIndicativesDecoder indicativesDecoder = new SnapshotIndicativesDecoder();
    private final SnapshotSweepsEncoder sweepsEncoder = new SnapshotSweepsEncoder();
    private final SnapshotSweepsDecoder sweepsDecoder = new SnapshotSweepsDecoder();
    private final SnapshotBehaviourEncoder behaviourEncoder = new SnapshotBehaviourEncoder();
    private final SnapshotBehaviourDecoder behaviourDecoder = new SnapshotBehaviourDecoder();
    private final SnapshotMarketResumeEncoder resumeEncoder = new SnapshotMarketResumeEncoder();
    private final SnapshotMarketResumeDecoder resumeDecoder = new SnapshotMarketResumeDecoder();

    MarketSections(final Venue venue, final Sweeps sweeps, final Indicatives indicatives)
    {
        this.venue = venue;
        this.sweeps = sweeps;
        this.indicatives = indicatives;
    }

    // Left out where a venue is as it was born, so that its hashes are those that older builds recorded.
    void writeBehaviour(final RecordSink sink)
    {
        final Behaviour behaviour = venue.behaviour();
        if (Behaviour.FIRST != behaviour.version() || Behaviour.FIRST != behaviour.leaderVersionMax())
        {
            behaviourEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .behaviourVersion(behaviour.version())
                .leaderVersionMax(behaviour.leaderVersionMax());
            sink.record(SnapshotBehaviourEncoder.BLOCK_LENGTH);
        }
    }

    void loadBehaviour(final RecordFrame frame)
    {
        frame.requireFixed(SnapshotBehaviourDecoder.BLOCK_LENGTH);
        behaviourDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int version = behaviourDecoder.behaviourVersion();
        final int leaderMax = behaviourDecoder.leaderVersionMax();
        RecordFrame.require(version >= Behaviour.FIRST && leaderMax >= Behaviour.FIRST &&
            Math.max(version, leaderMax) > Behaviour.FIRST, "a behaviour above " + Behaviour.FIRST, version);
        venue.behaviour().restore(version, leaderMax);
    }

    void writeResume(final RecordSink sink)
    {
        final Markets.Resume resume = venue.markets().resume();
        if (null != resume)
        {
            resumeEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
                .auctionUntilNs(resume.auctionUntilNs())
                .lastInstrumentId(resume.lastInstrumentId());
            sink.record(SnapshotMarketResumeEncoder.BLOCK_LENGTH);
        }
    }

    void loadResume(final RecordFrame frame)
    {
        frame.requireFixed(SnapshotMarketResumeDecoder.BLOCK_LENGTH);
        resumeDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int last = resumeDecoder.lastInstrumentId();
        RecordFrame.require(null == venue.markets().resume() && !venue.markets().isHalted() &&
            venue.behaviour().includes(Behaviour.RESUMES_IN_SLICES), "one resume, of a market that is not halted",
            last);
        RecordFrame.require(last >= 0 && last < venue.instruments().count() && resumeDecoder.auctionUntilNs() >= 0,
            "an instrument that others come after", last);
        venue.markets().resume(new Markets.Resume(resumeDecoder.auctionUntilNs(), last));
    }

    void writeMarket(final RecordSink sink)
    {
        final SnapshotMarketEncoder.TimersEncoder timers = marketEncoder
            .wrapAndApplyHeader(sink.buffer(), 0, sink.header())
            .day(venue.day())
            .tradingDate(venue.tradingDate())
            .timerSequence(venue.timers().sequence())
            .feeAccountId(venue.fees().accountId())
            .halted((short)(venue.markets().isHalted() ? 1 : 0))
            .killed((short)(venue.killSwitches().isMarketKilled() ? 1 : 0))
            .timersCount(Timers.COUNT - 1);
        for (int id = 1; id < Timers.COUNT; id++)
        {
            timers.next().deadlineNs(venue.timers().deadlineNs(id)).timerId(venue.timers().id(id)).kind(id);
        }
        sink.record(marketEncoder.encodedLength());
        for (int id = 0; id < Markets.GROUPS; id++)
        {
            writeGroup(venue.markets().group(id), sink);
        }
        writeSteps(sink);
    }

    private void writeGroup(final Group group, final RecordSink sink)
    {
        if (null == group.calendar() && TradingPhase.CONTINUOUS == group.phase() && 0 == group.tradingDate())
        {
            return;
        }
        final byte[] calendar = null == group.calendar() ? NO_CALENDAR : group.calendar().bytes();
        groupEncoder.wrapAndApplyHeader(sink.buffer(), 0, sink.header())
            .nextChangeNs(group.nextChangeNs())
            .groupId(group.groupId())
            .tradingDate(group.tradingDate())
            .phase(group.phase())
            .putCalendar(calendar, 0, calendar.length);
        sink.record(groupEncoder.encodedLength());
    }

    private void writeSteps(final RecordSink sink)
    {
        final int count = venue.markets().steps().size();
        for (int first = 0; first < count; first += RecordSink.ROWS_MAX)
        {
            final int end = Math.min(count, first + RecordSink.ROWS_MAX);
            final SnapshotStepsEncoder.StepsEncoder group = stepsEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).stepsCount(end - first);
            for (int i = first; i < end; i++)
            {
                final Markets.Step step = venue.markets().steps().get(i);
                group.next()
                    .dayEndSeq(step.dayEndSeq())
                    .groupId(step.groupId())
                    .lastInstrumentId(step.lastInstrumentId())
                    .phase(step.phase())
                    .bySchedule((short)(step.isBySchedule() ? 1 : 0));
            }
            sink.record(stepsEncoder.encodedLength());
        }
    }

    void writeQueues(final RecordSink sink)
    {
        for (int first = 0; first < indicatives.count(); first += RecordSink.ROWS_MAX)
        {
            final int end = Math.min(indicatives.count(), first + RecordSink.ROWS_MAX);
            final SnapshotIndicativesEncoder.InstrumentsEncoder group = indicativesEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).instrumentsCount(end - first);
            for (int i = first; i < end; i++)
            {
                group.next().instrumentId(indicatives.instrumentId(i));
            }
            sink.record(indicativesEncoder.encodedLength());
        }
        for (int first = 0; first < sweeps.count(); first += RecordSink.ROWS_MAX)
        {
            final int end = Math.min(sweeps.count(), first + RecordSink.ROWS_MAX);
            final SnapshotSweepsEncoder.SweepsEncoder group = sweepsEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).sweepsCount(end - first);
            for (int i = first; i < end; i++)
            {
                writeSweep(sweeps.get(i), group.next());
            }
            sink.record(sweepsEncoder.encodedLength());
        }
    }

    private static void writeSweep(final Sweep sweep, final SnapshotSweepsEncoder.SweepsEncoder row)
    {
        row.untilSeq(sweep.untilSeq())
            .participantId(sweep.participantId())
            .connection(sweep.connection())
            .accountId(sweep.accountId())
            .instrumentId(sweep.instrumentId())
            .groupId(sweep.groupId())
            .times(sweep.times())
            .cursor(sweep.cursor())
            .side(sweep.side())
            .execType(sweep.execType())
            .reason(sweep.reason());
    }

    void loadMarket(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotMarketDecoder.BLOCK_LENGTH, SnapshotMarketDecoder.TimersDecoder.sbeBlockLength());
        marketDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int feeAccountId = marketDecoder.feeAccountId();
        RecordFrame.require(0 == feeAccountId || venue.accounts().exists(feeAccountId), "a fee account that is there",
            feeAccountId);
        RecordFrame.require(marketDecoder.day() > 0 && marketDecoder.tradingDate() >= 0, "a day above 0",
            marketDecoder.day());
        RecordFrame.require(marketDecoder.halted() <= 1 && marketDecoder.killed() <= 1, "switches to be 0 or 1",
            marketDecoder.halted());
        venue.restoreDay(marketDecoder.day(), marketDecoder.tradingDate());
        venue.timers().restoreSequence(marketDecoder.timerSequence());
        venue.fees().accountId(feeAccountId);
        venue.markets().halted(1 == marketDecoder.halted());
        venue.killSwitches().market(1 == marketDecoder.killed());
        int expected = 1;
        for (final SnapshotMarketDecoder.TimersDecoder row : marketDecoder.timers())
        {
            RecordFrame.require(expected == row.kind() && expected < Timers.COUNT, "a timer of kind " + expected,
                row.kind());
            RecordFrame.require(row.deadlineNs() >= 0, "a deadline of at least 0", row.deadlineNs());
            venue.timers().restore(expected++, row.timerId(), row.deadlineNs());
        }
        RecordFrame.require(Timers.COUNT == expected, (Timers.COUNT - 1) + " timers", expected - 1L);
    }

    void loadGroup(final RecordFrame frame)
    {
        final int bytes = frame.requireBytes(SnapshotGroupDecoder.BLOCK_LENGTH);
        groupDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        final int groupId = groupDecoder.groupId();
        RecordFrame.require(Markets.isGroup(groupId), "a group", groupId);
        final TradingPhase phase = groupDecoder.phase();
        RecordFrame.require(TradingPhase.NULL_VAL != phase && groupDecoder.tradingDate() >= 0,
            "a phase and a date of group " + groupId, groupDecoder.tradingDate());
        final Group group = venue.markets().group(groupId);
        group.phase(phase, groupDecoder.tradingDate());
        group.nextChangeNs(groupDecoder.nextChangeNs());
        if (bytes > 0)
        {
            final byte[] calendar = new byte[bytes];
            groupDecoder.getCalendar(calendar, 0, bytes);
            group.calendar(TradingCalendar.fromBytes(calendar));
        }
    }

    void loadSteps(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotStepsDecoder.BLOCK_LENGTH, SnapshotStepsDecoder.StepsDecoder.sbeBlockLength());
        stepsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotStepsDecoder.StepsDecoder row : stepsDecoder.steps())
        {
            RecordFrame.require(Markets.EVERY_GROUP == row.groupId() || Markets.isGroup(row.groupId()), "a group",
                row.groupId());
            RecordFrame.require(row.lastInstrumentId() >= 0 &&
                row.lastInstrumentId() <= venue.instruments().count(), "an instrument that is there",
                row.lastInstrumentId());
            venue.markets().steps().add(new Markets.Step(row.groupId(), row.phase(), 1 == row.bySchedule(),
                row.dayEndSeq(), row.lastInstrumentId()));
        }
    }

    void loadIndicatives(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotIndicativesDecoder.BLOCK_LENGTH,
            SnapshotIndicativesDecoder.InstrumentsDecoder.sbeBlockLength());
        indicativesDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotIndicativesDecoder.InstrumentsDecoder row : indicativesDecoder.instruments())
        {
            RecordFrame.require(null != venue.instruments().get(row.instrumentId()) &&
                !venue.instruments().get(row.instrumentId()).trading().isIndicativeDue(),
                "an instrument that is there, once", row.instrumentId());
            indicatives.add(venue.instruments().get(row.instrumentId()));
        }
    }

    void loadSweeps(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotSweepsDecoder.BLOCK_LENGTH, SnapshotSweepsDecoder.SweepsDecoder.sbeBlockLength());
        sweepsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotSweepsDecoder.SweepsDecoder row : sweepsDecoder.sweeps())
        {
            RecordFrame.require(row.cursor() >= 0 && row.cursor() <= venue.pool().slotCount(), "a slot",
                row.cursor());
            sweeps.restore(new Sweep()
                .participant(row.participantId())
                .connection(row.connection())
                .account(row.accountId())
                .instrument(row.instrumentId())
                .group(row.groupId())
                .times(row.times())
                .side(row.side())
                .because(row.execType(), row.reason())
                .from(row.untilSeq(), row.cursor()));
        }
    }
}
