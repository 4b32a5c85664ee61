package io.gavel.client;

import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.InstrumentReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for every instrument, and brings the cache up to date. */
final class InstrumentsQuery extends Query<List<Instrument>>
{
    private final List<Instrument> listed = new ArrayList<>();
    private int afterInstrumentId;

    InstrumentsQuery(final CompletableFuture<List<Instrument>> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new InstrumentQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .afterInstrumentId(afterInstrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + InstrumentQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return InstrumentReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final InstrumentReplyDecoder reply = new InstrumentReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterInstrumentId = reply.nextInstrumentId();
        for (final InstrumentReplyDecoder.InstrumentsDecoder row : reply.instruments())
        {
            listed.add(new Instrument(
                row.instrumentId(), row.symbol(), row.currency(), row.tickSizeMinor(), row.lotSize()));
        }
        return afterInstrumentId == 0;
    }

    @Override
    List<Instrument> answer(final InstrumentCache instruments)
    {
        instruments.update(listed);
        return List.copyOf(listed);
    }

    @Override
    String describe()
    {
        return "the query for the instruments";
    }
}
