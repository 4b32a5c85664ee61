package io.gavel.gateway.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.EventEncoder;
import io.gavel.schema.InstrumentAddedDecoder;
import io.gavel.schema.InstrumentSetDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Side;
import io.gavel.venue.EventStream;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Streams of the version before, of a later one, and the private part of each. */
class StreamVersionsTest
{
    private static final int AAPL = 7;

    private final EventEncoder events = new EventEncoder();
    private final MarketsRecorder recorder = new MarketsRecorder();

    /** An event of 24 bytes as a later version or an earlier one might have it. */
    private static byte[] event(final int templateId, final int version, final int blockLength)
    {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + blockLength];
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(bytes), 0)
            .blockLength(blockLength).templateId(templateId).schemaId(2).version(version);
        return bytes;
    }

    @Test
    void shouldReadARecordingOfVersionOne()
    {
        // As version 1 wrote them, but for numbers and times: see the frozen messages of the schema.
        events.raw(hex("3700010002000100c3829042878d03001a2e31ab928d03006400000000000000" +
                "0100000000000000070000004141504c000000000000000000000000555344"))
            .raw(hex("2d00020002000100c3829042878d03001a2e31ab928d0300010000000000000066000000000000000a000000" +
                "000000000700000002"))
            // AdminReport, which was shorter than it is in version 2.
            .raw(hex("340033000200010017fbd10d8a8d03000c9afb33928d0300aa8d84f18e8d030084681f2a858d030078420f00" +
                "6a420f00db13c092908d030063422300"))
            .raw(hex("3d00030002000100c3829042878d03001a2e31ab928d0300010000000000000001000000000000006600000000" +
                "000000040000000000000006000000000000000700000001"))
            .raw(hex("2c00040002000100c3829042878d03001a2e31ab928d0300010000000000000001000000000000000500000000" +
                "00000007000000"));
        recorder.apply(events);

        final Market aapl = recorder.markets.market("AAPL");
        assertEquals(new Instrument(AAPL, "AAPL", "USD", 100, 1), aapl.instrument());
        assertEquals(List.of(new BookOrder(10_200, 5, 1)), aapl.book().orders(Side.SELL));
        assertEquals(List.of(new Trade(1, 10_200, 4, Side.BUY, EventEncoder.FIRST_TIME_NS + 3_000_000_000L)),
            aapl.trades().newest(5));
        assertEquals(5, aapl.eventSeq());
        assertTrue(aapl.isConsistent());
    }

    private static byte[] hex(final String text)
    {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void shouldPassOverPublicEventsOfALaterVersion()
    {
        events.instrument(AAPL, "AAPL", 100, 1);
        for (int templateId = InstrumentSetDecoder.TEMPLATE_ID + 1;
            templateId < EventStream.PRIVATE_TEMPLATE_ID_MIN;
            templateId++)
        {
            events.raw(event(templateId, 3, 24));
        }
        events.added(AAPL, 1, Side.BUY, 100, 1);
        recorder.apply(events);
        assertEquals(1, recorder.markets.market("AAPL").book().orderCount());
        assertEquals(events.eventSeq(), recorder.markets.market("AAPL").eventSeq());
    }

    @Test
    void shouldNeverReadTheBodyOfAPrivateEvent()
    {
        events.instrument(AAPL, "AAPL", 100, 1);
        recorder.apply(events);
        recorder.changes.clear();
        // These buffers end behind the header: whoever reads on fails.
        final UnsafeBuffer header = new UnsafeBuffer(event(0, 2, 0));
        for (int templateId = EventStream.PRIVATE_TEMPLATE_ID_MIN; templateId < 0xFFFF; templateId++)
        {
            new MessageHeaderEncoder().wrap(header, 0).templateId(templateId).blockLength(200);
            recorder.markets.onEvent(templateId, header, 0, 2);
        }
        assertEquals(List.of(), recorder.changes);
        assertEquals(1, recorder.markets.market("AAPL").eventSeq());
        for (int templateId = InstrumentAddedDecoder.TEMPLATE_ID;
            templateId <= InstrumentSetDecoder.TEMPLATE_ID;
            templateId++)
        {
            final int id = templateId;
            assertThrows(IndexOutOfBoundsException.class, () -> recorder.markets.onEvent(id, header, 0, 2));
        }
    }
}
