package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Role;
import io.gavel.schema.SelfQueryEncoder;
import io.gavel.schema.SelfReplyDecoder;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks who is asking. */
final class SelfQuery extends Query<Identity>
{
    private Identity identity;

    SelfQuery(final CompletableFuture<Identity> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new SelfQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId());
        return MessageHeaderEncoder.ENCODED_LENGTH + SelfQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return SelfReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final SelfReplyDecoder reply = new SelfReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        identity = new Identity(reply.participantId(), reply.name(),
            WireEnums.known(reply.roleRaw(), raw -> Role.get((short)raw), Role.NULL_VAL),
            reply.ofParticipantId(), reply.timeNs());
        return true;
    }

    @Override
    Identity answer(final InstrumentCache instruments)
    {
        return identity;
    }

    @Override
    String describe()
    {
        return "the query for who is logged on";
    }
}
