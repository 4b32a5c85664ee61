package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ParticipantQueryEncoder;
import io.gavel.schema.ParticipantReplyDecoder;
import io.gavel.schema.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for everyone who may log on. */
final class ParticipantsQuery extends Query<List<Participant>>
{
    private final List<Participant> participants = new ArrayList<>();
    private int afterParticipantId = -1;

    ParticipantsQuery(final CompletableFuture<List<Participant>> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new ParticipantQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .afterParticipantId(afterParticipantId);
        return MessageHeaderEncoder.ENCODED_LENGTH + ParticipantQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return ParticipantReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final ParticipantReplyDecoder reply = new ParticipantReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterParticipantId = reply.nextParticipantId();
        for (final ParticipantReplyDecoder.ParticipantsDecoder row : reply.participants())
        {
            participants.add(new Participant(row.participantId(), row.name(),
                WireEnums.known(row.roleRaw(), raw -> Role.get((short)raw), Role.NULL_VAL),
                row.ofParticipantId(), row.killed() == 1));
        }
        return afterParticipantId == -1;
    }

    @Override
    List<Participant> answer(final InstrumentCache instruments)
    {
        return List.copyOf(participants);
    }

    @Override
    String describe()
    {
        return "the query for the participants";
    }
}
