package io.gavel.client;

import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.NewOrderSingleEncoder;
import io.gavel.schema.OrderCancelReplaceRequestEncoder;
import io.gavel.schema.OrderCancelRequestEncoder;
import io.gavel.schema.ResumeEncoder;
import org.agrona.MutableDirectBuffer;

/** The flyweights that commands are written with; of the client's thread. */
final class CommandCodec
{
    /** Version of this library, 8 bits each of major, minor and patch. */
    static final int SDK_VERSION = 1 << 8;

    /** Version of the schemas in which commands are written. */
    static final int SCHEMA_VERSION = NewOrderSingleEncoder.SCHEMA_VERSION;

    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    final NewOrderSingleEncoder newOrder = new NewOrderSingleEncoder();
    final OrderCancelRequestEncoder cancel = new OrderCancelRequestEncoder();
    final OrderCancelReplaceRequestEncoder replace = new OrderCancelReplaceRequestEncoder();
    private final ResumeEncoder resume = new ResumeEncoder();

    int encodeResume(
        final MutableDirectBuffer buffer, final long lastReportSeq, final long correlationId, final int connectionId)
    {
        resume.wrapAndApplyHeader(buffer, 0, header)
            .lastReportSeq(lastReportSeq)
            .correlationId(correlationId)
            .connectionId(connectionId)
            .sdkVersion(SDK_VERSION);
        return MessageHeaderEncoder.ENCODED_LENGTH + ResumeEncoder.BLOCK_LENGTH;
    }
}
