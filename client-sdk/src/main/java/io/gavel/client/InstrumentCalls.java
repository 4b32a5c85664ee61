package io.gavel.client;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SetCollarEncoder;
import io.gavel.schema.SetInstrumentEncoder;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands about instruments. */
final class InstrumentCalls implements InstrumentDesk
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final AdminDesk desk;

    InstrumentCalls(final AdminDesk desk)
    {
        this.desk = desk;
    }

    @Override
    public CompletableFuture<AdminReport> setInstrument(final String symbol, final int groupId, final int feeClass)
    {
        AdminChecks.group(groupId, KEEP);
        AdminChecks.feeClass(feeClass, KEEP);
        AdminChecks.check(groupId != KEEP || feeClass != KEEP, "give a group, a class of fees, or both");
        final Instrument instrument = desk.instrument(symbol);
        return desk.submit(SetInstrumentEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetInstrumentEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .instrumentId(instrument.instrumentId())
                .groupId(groupId)
                .feeClass(feeClass)
                .why(desk.why());
            return HEADER + SetInstrumentEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> setCollar(final String symbol, final Collar collar)
    {
        final Instrument instrument = desk.instrument(symbol);
        final long referencePriceTicks = OrderChecks.ticksOrNone(collar.referencePrice(), instrument);
        return desk.submit(SetCollarEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetCollarEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .referencePriceTicks(referencePriceTicks)
                .pauseNs(collar.pause().toNanos())
                .instrumentId(instrument.instrumentId())
                .staticBandBps(collar.staticBandBps())
                .dynamicBandBps(collar.dynamicBandBps())
                .why(desk.why());
            return HEADER + SetCollarEncoder.BLOCK_LENGTH;
        });
    }
}
