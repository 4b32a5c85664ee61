package io.gavel.engine;

import io.gavel.schema.GroupReplyDecoder;
import io.gavel.schema.LimitReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.SelfReplyDecoder;
import io.gavel.schema.TradingStateReplyDecoder;
import org.agrona.DirectBuffer;

/** Writes the replies that came with version 2 as lines that people can read and compare. */
final class LaterReplyText
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    String reply(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        final StringBuilder text = new StringBuilder();
        switch (header.templateId())
        {
            case SelfReplyDecoder.TEMPLATE_ID ->
            {
                final SelfReplyDecoder self = new SelfReplyDecoder();
                self.wrapAndApplyHeader(buffer, offset, header);
                text.append("SelfReply P").append(self.participantId()).append(' ').append(self.role()).append(' ')
                    .append(self.name()).append(" of ").append(self.ofParticipantId());
            }
            case TradingStateReplyDecoder.TEMPLATE_ID ->
            {
                final TradingStateReplyDecoder state = new TradingStateReplyDecoder();
                state.wrapAndApplyHeader(buffer, offset, header);
                text.append("TradingStateReply next=").append(state.nextInstrumentId())
                    .append(0 == state.marketHalted() ? "" : " HALTED")
                    .append(0 == state.marketKilled() ? "" : " KILLED");
                state.instruments().forEach((row) -> text.append(" [i").append(row.instrumentId()).append(' ')
                    .append(row.phase()).append(" group=").append(row.groupId()).append(" last=")
                    .append(row.lastPriceTicks()).append(" ref=").append(row.referencePriceTicks())
                    .append(0 == row.halted() ? "" : " halted").append(']'));
            }
            case LimitReplyDecoder.TEMPLATE_ID ->
            {
                final LimitReplyDecoder limits = new LimitReplyDecoder();
                limits.wrapAndApplyHeader(buffer, offset, header);
                text.append("LimitReply next=").append(limits.nextRow());
                limits.limits().forEach((row) -> text.append(" [").append(row.limitType()).append(" i")
                    .append(row.instrumentId()).append(' ').append(row.value()).append(']'));
            }
            case GroupReplyDecoder.TEMPLATE_ID ->
            {
                final GroupReplyDecoder groups = new GroupReplyDecoder();
                groups.wrapAndApplyHeader(buffer, offset, header);
                text.append("GroupReply next=").append(groups.nextGroupId());
                groups.groups().forEach((row) -> text.append(" [").append(row.groupId()).append(' ')
                    .append(row.phase()).append(" date=").append(row.tradingDate()).append(" next=")
                    .append(row.nextPhase()).append(" at ").append(row.nextPhaseNs()).append(' ')
                    .append(row.zone()).append(']'));
            }
            default -> throw new IllegalStateException("unknown reply template " + header.templateId());
        }
        return text.toString();
    }
}
