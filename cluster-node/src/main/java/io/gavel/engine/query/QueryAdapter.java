package io.gavel.engine.query;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.admin.Permissions;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.session.Frame;
import io.gavel.engine.session.Session;
import io.gavel.engine.session.SessionReplies;
import io.gavel.schema.AccountListQueryDecoder;
import io.gavel.schema.AccountQueryDecoder;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.InstrumentQueryDecoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.OpenOrdersQueryDecoder;
import io.gavel.schema.OrderQueryDecoder;
import io.gavel.schema.ParticipantQueryDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.TradingStateQueryDecoder;
import org.agrona.DirectBuffer;

/** Decodes queries. */
public final class QueryAdapter
{
    private final Venue venue;
    private final SessionReplies replies;
    private final Queries queries;
    private final OrderQueries orderQueries;
    private final AccountQueryDecoder accountQuery = new AccountQueryDecoder();
    private final AccountListQueryDecoder accountListQuery = new AccountListQueryDecoder();
    private final OrderQueryDecoder orderQuery = new OrderQueryDecoder();
    private final OpenOrdersQueryDecoder openOrdersQuery = new OpenOrdersQueryDecoder();
    private final InstrumentQueryDecoder instrumentQuery = new InstrumentQueryDecoder();
    private final ParticipantQueryDecoder participantQuery = new ParticipantQueryDecoder();
    private final TradingQueries tradingQueries;
    private final SelfQueryDecoder selfQuery = new SelfQueryDecoder();
    private final TradingStateQueryDecoder tradingStateQuery = new TradingStateQueryDecoder();
    private final LimitQueryDecoder limitQuery = new LimitQueryDecoder();
    private final GroupQueryDecoder groupQuery = new GroupQueryDecoder();

    /**
     * Queries over a venue.
     *
     * @param venue   that is asked about.
     * @param output  takes the answers.
     * @param replies takes the refusals.
     */
    public QueryAdapter(final Venue venue, final EngineOutput output, final SessionReplies replies)
    {
        this.venue = venue;
        this.replies = replies;
        queries = new Queries(venue, output, replies);
        orderQueries = new OrderQueries(venue, output, replies);
        tradingQueries = new TradingQueries(venue, output, replies);
    }

    /**
     * A query, which any session of a participant may send.
     *
     * @param frame     of it, found whole.
     * @param buffer    that holds it.
     * @param sessionId that asks.
     */
    public void onQuery(final Frame frame, final DirectBuffer buffer, final long sessionId)
    {
        final Session session = venue.sessions().get(sessionId);
        final Participant asker = null == session ? null : venue.participants().get(session.participantId());
        if (null == asker)
        {
            replies.queryRejected(sessionId, frame.firstField(), RejectReason.UNKNOWN_PARTICIPANT);
            return;
        }
        final int offset = frame.bodyOffset();
        final int length = frame.blockLength();
        final int version = frame.version();
        if (!Permissions.seesAccounts(asker.role()) && isOfAccounts(frame.templateId()))
        {
            replies.queryRejected(sessionId, frame.firstField(), RejectReason.NOT_PERMITTED);
            return;
        }
        switch (frame.templateId())
        {
            case AccountQueryDecoder.TEMPLATE_ID -> queries.onAccountQuery(
                accountQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case AccountListQueryDecoder.TEMPLATE_ID -> queries.onAccountListQuery(
                accountListQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case OrderQueryDecoder.TEMPLATE_ID -> orderQueries.onOrderQuery(
                orderQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case OpenOrdersQueryDecoder.TEMPLATE_ID -> orderQueries.onOpenOrdersQuery(
                openOrdersQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case InstrumentQueryDecoder.TEMPLATE_ID -> queries.onInstrumentQuery(
                instrumentQuery.wrap(buffer, offset, length, version), sessionId);
            case ParticipantQueryDecoder.TEMPLATE_ID -> queries.onParticipantQuery(
                participantQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case SelfQueryDecoder.TEMPLATE_ID -> tradingQueries.onSelfQuery(
                selfQuery.wrap(buffer, offset, length, version), asker, sessionId);
            case TradingStateQueryDecoder.TEMPLATE_ID -> tradingQueries.onTradingStateQuery(
                tradingStateQuery.wrap(buffer, offset, length, version), sessionId);
            case LimitQueryDecoder.TEMPLATE_ID -> tradingQueries.onLimitQuery(
                limitQuery.wrap(buffer, offset, length, version), asker, sessionId);
            default -> tradingQueries.onGroupQuery(
                groupQuery.wrap(buffer, offset, length, version), sessionId);
        }
    }

    private static boolean isOfAccounts(final int templateId)
    {
        return switch (templateId)
        {
            case AccountQueryDecoder.TEMPLATE_ID, AccountListQueryDecoder.TEMPLATE_ID, OrderQueryDecoder.TEMPLATE_ID,
                OpenOrdersQueryDecoder.TEMPLATE_ID, LimitQueryDecoder.TEMPLATE_ID -> true;
            default -> false;
        };
    }
}
