package io.gavel.client;

import io.gavel.schema.AccountQueryEncoder;
import io.gavel.schema.AccountReplyDecoder;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.venue.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for one account. */
final class AccountQuery extends Query<Account>
{
    private record Row(int instrumentId, long quantityLots, long heldLots)
    {
    }

    private final long accountId;
    private final List<Account.Cash> cash = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private AccountStatus status;
    private boolean isKilled;
    private int participantId;
    private int afterInstrumentId;

    AccountQuery(final long accountId, final CompletableFuture<Account> future)
    {
        super(future);
        this.accountId = accountId;
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new AccountQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .accountId(accountId)
            .afterInstrumentId(afterInstrumentId);
        return MessageHeaderEncoder.ENCODED_LENGTH + AccountQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return AccountReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final AccountReplyDecoder reply = new AccountReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        participantId = reply.participantId();
        status = WireEnums.known(reply.statusRaw(), raw -> AccountStatus.get((short)raw), AccountStatus.NULL_VAL);
        isKilled = reply.killed() == 1;
        afterInstrumentId = reply.nextInstrumentId();
        for (final AccountReplyDecoder.CashDecoder row : reply.cash())
        {
            cash.add(new Account.Cash(
                row.currency(), Money.toDecimal(row.balanceMinor()), Money.toDecimal(row.heldMinor())));
        }
        for (final AccountReplyDecoder.HoldingsDecoder row : reply.holdings())
        {
            rows.add(new Row(row.instrumentId(), row.quantityLots(), row.heldLots()));
        }
        return afterInstrumentId == 0;
    }

    @Override
    Account answer(final InstrumentCache instruments)
    {
        final List<Account.Holding> holdings = new ArrayList<>(rows.size());
        for (final Row row : rows)
        {
            final Instrument instrument = instruments.get(row.instrumentId);
            if (instrument == null)
            {
                return null;
            }
            holdings.add(new Account.Holding(instrument, Math.multiplyExact(row.quantityLots, instrument.lotSize()),
                Math.multiplyExact(row.heldLots, instrument.lotSize())));
        }
        return new Account(accountId, participantId, status, isKilled, cash, holdings);
    }

    @Override
    String describe()
    {
        return "the query for account " + accountId;
    }
}
