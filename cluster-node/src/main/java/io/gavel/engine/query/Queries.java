package io.gavel.engine.query;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.admin.Permissions;
import io.gavel.engine.account.Currency;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.instrument.Instrument;
import io.gavel.engine.instrument.Instruments;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.SessionReplies;
import io.gavel.schema.AccountListQueryDecoder;
import io.gavel.schema.AccountListReplyEncoder;
import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.AccountReplyEncoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.InstrumentReplyEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.ParticipantReplyEncoder;
import io.gavel.schema.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers what is asked about accounts, instruments and participants, a bounded page at a time, to the asker alone;
 * nothing changes. A trader sees what is its own, an operator everything.
 */
public final class Queries
{
    /** Rows of a page. */
    public static final int PAGE_ROWS = 64;

    private static final int PAGE_BYTES_MAX = 8 * 1024;

    private final Venue venue;
    private final EngineOutput output;
    private final SessionReplies replies;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[PAGE_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AccountReplyEncoder accountReply = new AccountReplyEncoder();
    private final AccountListReplyEncoder accountListReply = new AccountListReplyEncoder();
    private final InstrumentReplyEncoder instrumentReply = new InstrumentReplyEncoder();
    private final ParticipantReplyEncoder participantReply = new ParticipantReplyEncoder();
    private final byte[] name = new byte[ParticipantReplyEncoder.ParticipantsEncoder.nameLength()];

    /**
     * Queries over a venue.
     *
     * @param venue   that is asked about.
     * @param output  takes the answers.
     * @param replies takes the refusals.
     */
    public Queries(final Venue venue, final EngineOutput output, final SessionReplies replies)
    {
        this.venue = venue;
        this.output = output;
        this.replies = replies;
    }

    /**
     * One account: all its money on the first page, a page of its holdings that are not zero.
     *
     * @param query     decoder of it.
     * @param asker     that may see it.
     * @param sessionId to answer.
     */
    public void onAccountQuery(final AccountQueryDecoder query, final Participant asker, final long sessionId)
    {
        if (!venue.accounts().exists(query.accountId()))
        {
            replies.queryRejected(sessionId, query.correlationId(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        final int accountId = (int)query.accountId();
        if (!Permissions.seesAll(asker.role()) &&
            venue.accounts().participantId(accountId) != asker.seenParticipantId())
        {
            replies.queryRejected(sessionId, query.correlationId(), RejectReason.ACCOUNT_NOT_OWNED);
            return;
        }
        accountReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .accountId(accountId)
            .participantId(venue.accounts().participantId(accountId))
            .nextInstrumentId(0)
            .status(venue.accounts().status(accountId))
            .killed((short)(venue.killSwitches().isAccountKilled(accountId) ? 1 : 0));
        encodeCash(accountId, query.afterInstrumentId() <= 0);
        encodeHoldings(accountId, query.afterInstrumentId());
        send(sessionId, accountReply.encodedLength());
    }

    /**
     * A page of accounts: the asker's, or all for an operator.
     *
     * @param query     decoder of it.
     * @param asker     whose accounts they are.
     * @param sessionId to answer.
     */
    public void onAccountListQuery(
        final AccountListQueryDecoder query, final Participant asker, final long sessionId)
    {
        final IntArrayList own = venue.participants().get(asker.seenParticipantId()).accountIds();
        final boolean isAll = Permissions.seesAll(asker.role());
        final long after = query.afterAccountId();
        final int total = isAll ? venue.accounts().count() : own.size();
        final int first = isAll ? (int)Math.max(0, Math.min(after, total)) : firstAbove(own, after);
        final int rows = Math.min(PAGE_ROWS, total - first);
        final boolean isLast = first + rows == total;
        accountListReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextAccountId(isLast ? 0 : isAll ? first + rows : own.getInt(first + rows - 1));
        final AccountListReplyEncoder.AccountsEncoder group = accountListReply.accountsCount(rows);
        for (int i = first; i < first + rows; i++)
        {
            final int accountId = isAll ? i + 1 : own.getInt(i);
            group.next().accountId(accountId).participantId(venue.accounts().participantId(accountId));
        }
        send(sessionId, accountListReply.encodedLength());
    }

    /**
     * A page of instruments.
     *
     * @param query     decoder of it.
     * @param sessionId to answer.
     */
    public void onInstrumentQuery(final InstrumentQueryDecoder query, final long sessionId)
    {
        final int total = venue.instruments().count();
        final int first = Math.max(0, Math.min(query.afterInstrumentId(), total));
        final int rows = Math.min(PAGE_ROWS, total - first);
        instrumentReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextInstrumentId(first + rows == total ? 0 : first + rows);
        final InstrumentReplyEncoder.InstrumentsEncoder group = instrumentReply.instrumentsCount(rows);
        for (int id = first + 1; id <= first + rows; id++)
        {
            final Instrument instrument = venue.instruments().get(id);
            group.next()
                .tickSizeMinor(instrument.tickSizeMinor())
                .lotSize(instrument.lotSize())
                .instrumentId(id);
            final int row = instrumentReply.limit() - InstrumentReplyEncoder.InstrumentsEncoder.sbeBlockLength();
            Instruments.encodeSymbol(
                instrument, buffer, row + InstrumentReplyEncoder.InstrumentsEncoder.symbolEncodingOffset());
            Currency.encode(instrument.currency(), buffer,
                row + InstrumentReplyEncoder.InstrumentsEncoder.currencyEncodingOffset());
        }
        send(sessionId, instrumentReply.encodedLength());
    }

    /**
     * A page of participants, for operators only.
     *
     * @param query     decoder of it.
     * @param asker     who has to be an operator.
     * @param sessionId to answer.
     */
    public void onParticipantQuery(
        final ParticipantQueryDecoder query, final Participant asker, final long sessionId)
    {
        if (!Permissions.seesAll(asker.role()))
        {
            replies.queryRejected(sessionId, query.correlationId(), RejectReason.NOT_PERMITTED);
            return;
        }
        final int total = venue.participants().count();
        final int first = (int)Math.max(0, Math.min(query.afterParticipantId() + 1L, total));
        final int rows = Math.min(PAGE_ROWS, total - first);
        participantReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextParticipantId(first + rows == total ? -1 : first + rows - 1);
        final ParticipantReplyEncoder.ParticipantsEncoder group = participantReply.participantsCount(rows);
        for (int id = first; id < first + rows; id++)
        {
            final Participant participant = venue.participants().get(id);
            final byte[] letters = participant.credential().name().getBytes(StandardCharsets.US_ASCII);
            Arrays.fill(name, (byte)0);
            System.arraycopy(letters, 0, name, 0, letters.length);
            group.next().participantId(id).role(participant.role()).putName(name, 0)
                .ofParticipantId(participant.ofParticipantId())
                .killed((short)(venue.killSwitches().isParticipantKilled(id) ? 1 : 0));
        }
        send(sessionId, participantReply.encodedLength());
    }

    private void encodeCash(final int accountId, final boolean isFirstPage)
    {
        final Ledger cash = venue.accounts().cash();
        int count = 0;
        for (int row = isFirstPage ? cash.first(accountId) : Ledger.NIL; Ledger.NIL != row && count < PAGE_ROWS;
            row = cash.next(row))
        {
            count++;
        }
        final AccountReplyEncoder.CashEncoder group = accountReply.cashCount(count);
        int row = cash.first(accountId);
        for (int i = 0; i < count; i++)
        {
            group.next().balanceMinor(cash.balance(row)).heldMinor(cash.held(row));
            final int at = accountReply.limit() - AccountReplyEncoder.CashEncoder.sbeBlockLength();
            Currency.encode(
                cash.asset(row), buffer, at + AccountReplyEncoder.CashEncoder.currencyEncodingOffset());
            row = cash.next(row);
        }
    }

    private void encodeHoldings(final int accountId, final int after)
    {
        final Ledger holdings = venue.accounts().holdings();
        final int start = firstHolding(holdings, accountId, after);
        int count = 0;
        int lastInstrumentId = 0;
        int row = start;
        while (Ledger.NIL != row && count < PAGE_ROWS)
        {
            count += 0 == holdings.balance(row) ? 0 : 1;
            lastInstrumentId = holdings.asset(row);
            row = holdings.next(row);
        }
        accountReply.nextInstrumentId(Ledger.NIL == row ? 0 : lastInstrumentId);
        final AccountReplyEncoder.HoldingsEncoder group = accountReply.holdingsCount(count);
        for (int at = start; at != row; at = holdings.next(at))
        {
            if (holdings.balance(at) != 0)
            {
                group.next()
                    .quantityLots(holdings.balance(at))
                    .heldLots(holdings.held(at))
                    .instrumentId(holdings.asset(at));
            }
        }
    }

    private static int firstHolding(final Ledger holdings, final int accountId, final int after)
    {
        final int known = after > 0 ? holdings.find(accountId, after) : Ledger.NIL;
        if (Ledger.NIL != known)
        {
            return holdings.next(known);
        }
        int row = holdings.first(accountId);
        while (Ledger.NIL != row && holdings.asset(row) <= after)
        {
            row = holdings.next(row);
        }
        return row;
    }

    private static int firstAbove(final IntArrayList ids, final long after)
    {
        int from = 0;
        int to = ids.size();
        while (from < to)
        {
            final int middle = from + to >>> 1;
            if (ids.getInt(middle) <= after)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }

    private void send(final long sessionId, final int bodyLength)
    {
        output.onSessionMessage(sessionId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
