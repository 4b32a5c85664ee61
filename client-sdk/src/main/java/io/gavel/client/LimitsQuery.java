package io.gavel.client;

import io.gavel.schema.LimitQueryEncoder;
import io.gavel.schema.LimitReplyDecoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for the limits of an account or a participant. */
final class LimitsQuery extends Query<List<RiskLimit>>
{
    private record Row(LimitType type, int instrumentId, long value, int burst)
    {
    }

    private final Scope scope;
    private final long ownerId;
    private final List<Row> rows = new ArrayList<>();
    private int afterRow;

    LimitsQuery(final Scope scope, final long ownerId, final CompletableFuture<List<RiskLimit>> future)
    {
        super(future);
        AdminChecks.limitOwner(scope, ownerId);
        this.scope = scope;
        this.ownerId = ownerId;
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new LimitQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .ownerId(ownerId)
            .afterRow(afterRow)
            .scope(scope);
        return MessageHeaderEncoder.ENCODED_LENGTH + LimitQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return LimitReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final LimitReplyDecoder reply = new LimitReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterRow = reply.nextRow();
        for (final LimitReplyDecoder.LimitsDecoder row : reply.limits())
        {
            rows.add(new Row(
                WireEnums.known(row.limitTypeRaw(), raw -> LimitType.get((short)raw), LimitType.NULL_VAL),
                row.instrumentId(), row.value(), row.burst()));
        }
        return afterRow == 0;
    }

    @Override
    List<RiskLimit> answer(final InstrumentCache instruments)
    {
        final List<RiskLimit> limits = new ArrayList<>(rows.size());
        for (final Row row : rows)
        {
            final Instrument instrument = instruments.get(row.instrumentId);
            if (instrument == null && row.instrumentId != 0)
            {
                return null;
            }
            limits.add(new RiskLimit(
                scope, ownerId, row.type, instrument == null ? null : instrument.symbol(), row.value, row.burst));
        }
        return List.copyOf(limits);
    }

    @Override
    String describe()
    {
        return "the query for the limits of " + scope + " " + ownerId;
    }
}
