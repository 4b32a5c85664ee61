package io.gavel.client;

import io.gavel.schema.AccountListQueryEncoder;
import io.gavel.schema.AccountListReplyDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Asks for the list of accounts. */
final class AccountsQuery extends Query<List<AccountSummary>>
{
    private final List<AccountSummary> accounts = new ArrayList<>();
    private long afterAccountId;

    AccountsQuery(final CompletableFuture<List<AccountSummary>> future)
    {
        super(future);
    }

    @Override
    int encode(final MutableDirectBuffer buffer)
    {
        new AccountListQueryEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .correlationId(correlationId())
            .afterAccountId(afterAccountId);
        return MessageHeaderEncoder.ENCODED_LENGTH + AccountListQueryEncoder.BLOCK_LENGTH;
    }

    @Override
    int replyTemplateId()
    {
        return AccountListReplyDecoder.TEMPLATE_ID;
    }

    @Override
    boolean onPage(final DirectBuffer buffer, final int offset, final MessageHeaderDecoder header)
    {
        final AccountListReplyDecoder reply = new AccountListReplyDecoder().wrapAndApplyHeader(buffer, offset, header);
        afterAccountId = reply.nextAccountId();
        for (final AccountListReplyDecoder.AccountsDecoder row : reply.accounts())
        {
            accounts.add(new AccountSummary(row.accountId(), row.participantId()));
        }
        return afterAccountId == 0;
    }

    @Override
    List<AccountSummary> answer(final InstrumentCache instruments)
    {
        return List.copyOf(accounts);
    }

    @Override
    String describe()
    {
        return "the query for the accounts";
    }
}
