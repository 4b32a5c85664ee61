package io.gavel.client;

import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingStateQueryEncoder;
import io.gavel.schema.TradingStateReplyDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks how every instrument trades. */
final class TradingStatesQuery extends Query<TradingStates>
{
    /** A row whose instrument is still to be looked up. */
    private record Row(
        int instrumentId,
        int groupId,
        int feeClass,
        TradingPhase phase,
        long phaseUntilNs,
        boolean isHalted,
        long referencePriceTicks,
        long lastPriceTicks,
        int staticBandBps,
        int dynamicBandBps,
        long pauseNs)
    {
        TradingState of(final Instrument instrument)
        {
            return new TradingState(instrument, groupId, feeClass, phase, phaseUntilNs, isHalted, referencePriceTicks,
                lastPriceTicks, staticBandBps, dynamicBandBps, pauseNs);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private boolean isMarketHalted;
    private boolean isMarketKilled;
    private int afterInstrumentId;

    TradingStatesQuery(final CompletableFuture<TradingStates> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new TradingStateQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .afterInstrumentId(afterInstrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + TradingStateQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return TradingStateReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final TradingStateReplyDecoder reply =
            new TradingStateReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterInstrumentId = reply.nextInstrumentId();
        isMarketHalted = reply.marketHalted() == 1;
        isMarketKilled = reply.marketKilled() == 1;
        for (final TradingStateReplyDecoder.InstrumentsDecoder row : reply.instruments())
        {
            rows.add(new Row(row.instrumentId(), row.groupId(), row.feeClass(),
                WireEnums.known(row.phaseRaw(), raw -> TradingPhase.get((short)raw), TradingPhase.NULL_VAL),
                row.phaseUntilNs(), row.halted() == 1, row.referencePriceTicks(), row.lastPriceTicks(),
                row.staticBandBps(), row.dynamicBandBps(), row.pauseNs()));
        }
        return afterInstrumentId == 0;
    }

    @Override
    TradingStates answer(final InstrumentCache instruments)
    {
        final List<TradingState> states = new ArrayList<>(rows.size());
        for (final Row row : rows)
        {
            final Instrument instrument = instruments.get(row.instrumentId);
            if (instrument == null)
            {
                return null;
            }
            states.add(row.of(instrument));
        }
        return new TradingStates(isMarketHalted, isMarketKilled, states);
    }

    @Override
    String describe()
    {
        return "the query for how the instruments trade";
    }
}
