package io.gavel.chaos.simulation;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Frame;
import io.gavel.engine.session.Session;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MassCancelRequestDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.ResumeDecoder;
import io.gavel.venue.EventStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Engines that each do one thing wrong. */
final class SpoiledEngines
{
    private SpoiledEngines()
    {
    }

    private static boolean is(final LogEntry entry, final int schemaId, final int templateId)
    {
        if (LogEntry.Kind.MESSAGE != entry.kind())
        {
            return false;
        }
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(entry.bytes()), 0);
        return schemaId == header.schemaId() && templateId == header.templateId();
    }

    private static LogEntry with(final LogEntry entry, final long timestampNs, final byte[] bytes)
    {
        return new LogEntry(entry.kind(), entry.term(), timestampNs, entry.sessionId(), entry.number(), bytes);
    }

    /** A command that comes again is executed again, as if it were the next. */
    static final class WithoutIdempotency extends VenueEngine
    {
        private final Frame frame = new Frame();

        WithoutIdempotency(final EngineOutput output)
        {
            super(output);
        }

        @Override
        public void apply(final LogEntry entry)
        {
            super.apply(LogEntry.Kind.MESSAGE == entry.kind() ? asNext(entry) : entry);
        }

        private LogEntry asNext(final LogEntry entry)
        {
            frame.wrap(new UnsafeBuffer(entry.bytes()), 0, entry.bytes().length);
            final Session session = exchange().venue().sessions().get(entry.sessionId());
            if (Frame.Kind.ORDER != frame.kind() && Frame.Kind.ADMIN != frame.kind() || null == session ||
                session.connectionId() < 0 || session.isFenced())
            {
                return entry;
            }
            final Participant participant = exchange().venue().participants().get(session.participantId());
            final long next = participant.connection(session.connectionId()).outcomes().lastClientSeq() + 1;
            if (frame.firstField() >= next)
            {
                return entry;
            }
            final byte[] bytes = entry.bytes().clone();
            new UnsafeBuffer(bytes).putLong(frame.bodyOffset(), next, ByteOrder.LITTLE_ENDIAN);
            return with(entry, entry.timestampNs(), bytes);
        }
    }

    /** A resume is answered, but the reports that the client missed are not sent again. */
    static final class WithoutReplay extends VenueEngine
    {
        private final Gate gate;

        private WithoutReplay(final Gate gate)
        {
            super(gate);
            this.gate = gate;
        }

        static VenueEngine of(final EngineOutput output)
        {
            return new WithoutReplay(new Gate(output));
        }

        @Override
        public void apply(final LogEntry entry)
        {
            gate.isResume = is(entry, ResumeDecoder.SCHEMA_ID, ResumeDecoder.TEMPLATE_ID);
            super.apply(entry);
        }

        private static final class Gate extends DivertedOutput
        {
            private boolean isResume;

            private Gate(final EngineOutput output)
            {
                super(output);
            }

            @Override
            public void onSessionMessage(
                final long sessionId, final DirectBuffer buffer, final int offset, final int length)
            {
                final int schemaId = buffer.getShort(offset + 4, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
                if (!isResume || ExecutionReportDecoder.SCHEMA_ID != schemaId)
                {
                    super.onSessionMessage(sessionId, buffer, offset, length);
                }
            }
        }
    }

    /** One batch of events does not get out. */
    static final class SkippedEvent extends DivertedOutput
    {
        private static final int SKIPPED = 150;

        private int batches;

        SkippedEvent(final EngineOutput output)
        {
            super(output);
        }

        @Override
        public void onEventBatch(
            final long firstEventSeq,
            final long lastEventSeq,
            final DirectBuffer buffer,
            final int offset,
            final int length)
        {
            if (++batches != SKIPPED)
            {
                super.onEventBatch(firstEventSeq, lastEventSeq, buffer, offset, length);
            }
        }
    }

    /** What a mass cancel takes out comes in the order of a hash table, which is another one on each node. */
    static final class HashOrdered extends VenueEngine
    {
        private final Shuffle shuffle;

        private HashOrdered(final Shuffle shuffle)
        {
            super(shuffle);
            this.shuffle = shuffle;
        }

        static VenueEngine of(final int nodeId, final EngineOutput output)
        {
            return new HashOrdered(new Shuffle(nodeId, output));
        }

        @Override
        public void apply(final LogEntry entry)
        {
            shuffle.isMassCancel = is(entry, MassCancelRequestDecoder.SCHEMA_ID, MassCancelRequestDecoder.TEMPLATE_ID);
            super.apply(entry);
        }

        private static final class Shuffle extends DivertedOutput
        {
            private final MessageHeaderDecoder header = new MessageHeaderDecoder();
            private final int salt;
            private boolean isMassCancel;

            private Shuffle(final int nodeId, final EngineOutput output)
            {
                super(output);
                salt = (nodeId + 2) * 0x9E3779B1;
            }

            @Override
            public void onEventBatch(
                final long firstEventSeq,
                final long lastEventSeq,
                final DirectBuffer buffer,
                final int offset,
                final int length)
            {
                if (!isMassCancel)
                {
                    super.onEventBatch(firstEventSeq, lastEventSeq, buffer, offset, length);
                    return;
                }
                // An order's two events stay together, behind the answer.
                final List<byte[]> events = new ArrayList<>();
                EventStream.forEachEvent(header, buffer, offset, length, (templateId, source, at, bytes, eventSeq) ->
                {
                    final byte[] event = new byte[bytes];
                    source.getBytes(at, event);
                    events.add(event);
                });
                final List<List<byte[]>> orders = new ArrayList<>();
                for (int i = 1; i < events.size(); i += 2)
                {
                    orders.add(events.subList(i, Math.min(i + 2, events.size())));
                }
                orders.sort(Comparator.comparingInt((order) ->
                    (java.util.Arrays.hashCode(order.get(0)) ^ salt) * 0x85EBCA6B));
                final UnsafeBuffer shuffled = new UnsafeBuffer(new byte[length]);
                int position = put(shuffled, 0, events.get(0), firstEventSeq);
                long eventSeq = firstEventSeq + 1;
                for (final List<byte[]> order : orders)
                {
                    for (final byte[] event : order)
                    {
                        position = put(shuffled, position, event, eventSeq++);
                    }
                }
                shuffled.putByte(position, EventStream.BATCH_END);
                super.onEventBatch(firstEventSeq, lastEventSeq, shuffled, 0, length);
            }

            private static int put(
                final UnsafeBuffer target, final int position, final byte[] event, final long eventSeq)
            {
                target.putBytes(position, event);
                target.putLong(position + MessageHeaderDecoder.ENCODED_LENGTH, eventSeq, ByteOrder.LITTLE_ENDIAN);
                return position + event.length;
            }
        }
    }

    /** Goes by a clock of its own in place of the log's time. */
    static final class OwnClock extends VenueEngine
    {
        OwnClock(final EngineOutput output)
        {
            super(output);
        }

        @Override
        public void apply(final LogEntry entry)
        {
            super.apply(with(entry, entry.timestampNs() + 1, entry.bytes()));
        }
    }

    /** Pays each deposit in a second time, and tells nobody. */
    static final class DoubleDeposit extends VenueEngine
    {
        DoubleDeposit(final EngineOutput output)
        {
            super(output);
        }

        @Override
        public void apply(final LogEntry entry)
        {
            super.apply(entry);
            if (entry.term() > 0 && is(entry, AdjustCashDecoder.SCHEMA_ID, AdjustCashDecoder.TEMPLATE_ID))
            {
                exchange().venue().accounts().cash().adjust(0, 10_000);
            }
        }
    }

    /** Leaves out one message that is committed. */
    static final class LostMessage extends VenueEngine
    {
        private static final int LOST = 120;

        private int messages;

        LostMessage(final EngineOutput output)
        {
            super(output);
        }

        @Override
        public void apply(final LogEntry entry)
        {
            if (LogEntry.Kind.MESSAGE != entry.kind() || ++messages != LOST)
            {
                super.apply(entry);
            }
        }
    }
}
