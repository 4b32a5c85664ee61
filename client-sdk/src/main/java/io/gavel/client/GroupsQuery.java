package io.gavel.client;

import io.gavel.schema.GroupQueryEncoder;
import io.gavel.schema.GroupReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.TradingPhase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for the groups of instruments. */
final class GroupsQuery extends Query<List<InstrumentGroup>>
{
    private final List<InstrumentGroup> groups = new ArrayList<>();
    private int afterGroupId = -1;

    GroupsQuery(final CompletableFuture<List<InstrumentGroup>> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new GroupQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .afterGroupId(afterGroupId);
        return MessageHeaderEncoder.ENCODED_LENGTH + GroupQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return GroupReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final GroupReplyDecoder reply = new GroupReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterGroupId = reply.nextGroupId();
        for (final GroupReplyDecoder.GroupsDecoder row : reply.groups())
        {
            groups.add(new InstrumentGroup(row.groupId(), phase(row.phaseRaw()), phase(row.nextPhaseRaw()),
                row.nextPhaseNs(), row.tradingDate() == 0 ? null : LocalDate.ofEpochDay(row.tradingDate()),
                row.zone()));
        }
        return afterGroupId == -1;
    }

    private static TradingPhase phase(final int value)
    {
        return WireEnums.known(value, raw -> TradingPhase.get((short)raw), TradingPhase.NULL_VAL);
    }

    @Override
    List<InstrumentGroup> answer(final InstrumentCache instruments)
    {
        return List.copyOf(groups);
    }

    @Override
    String describe()
    {
        return "the query for the groups of instruments";
    }
}
