package io.gavel.engine.query;

import io.gavel.engine.EngineOutput;
import io.gavel.engine.Venue;
import io.gavel.engine.admin.Permissions;
import io.gavel.engine.calendar.TradingCalendar;
import io.gavel.engine.instrument.TradingState;
import io.gavel.engine.market.Group;
import io.gavel.engine.market.Markets;
import io.gavel.engine.participant.Participant;
import io.gavel.engine.risk.LimitTable;
import io.gavel.engine.session.SessionReplies;
import io.gavel.schema.GroupQueryDecoder;
import io.gavel.schema.GroupReplyEncoder;
import io.gavel.schema.LimitQueryDecoder;
import io.gavel.schema.LimitReplyEncoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Scope;
import io.gavel.schema.SelfQueryDecoder;
import io.gavel.schema.SelfReplyEncoder;
import io.gavel.schema.TradingPhase;
import io.gavel.schema.TradingStateQueryDecoder;
import io.gavel.schema.TradingStateReplyEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Questions about how things trade, what bounds the asker, and who it is. */
final class TradingQueries
{
    private final Venue venue;
    private final EngineOutput output;
    private final SessionReplies replies;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SelfReplyEncoder selfReply = new SelfReplyEncoder();
    private final TradingStateReplyEncoder stateReply = new TradingStateReplyEncoder();
    private final LimitReplyEncoder limitReply = new LimitReplyEncoder();
    private final GroupReplyEncoder groupReply = new GroupReplyEncoder();
    private final byte[] name = new byte[SelfReplyEncoder.nameLength()];
    // A page of limits: type, instrument, value, burst.
    private final long[][] limits = new long[Queries.PAGE_ROWS][4];
    private int limitCount;
    private int limitRow;

    TradingQueries(final Venue venue, final EngineOutput output, final SessionReplies replies)
    {
        this.venue = venue;
        this.output = output;
        this.replies = replies;
    }

    /** Who is asking. */
    void onSelfQuery(final SelfQueryDecoder query, final Participant asker, final long sessionId)
    {
        final byte[] letters = asker.credential().name().getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(name, (byte)0);
        System.arraycopy(letters, 0, name, 0, letters.length);
        selfReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .timeNs(venue.timeNs())
            .participantId(asker.participantId())
            .ofParticipantId(asker.ofParticipantId())
            .role(asker.role())
            .putName(name, 0);
        send(sessionId, selfReply.encodedLength());
    }

    /** A page of instruments as they trade now; anybody may ask. */
    void onTradingStateQuery(final TradingStateQueryDecoder query, final long sessionId)
    {
        final int total = venue.instruments().count();
        final int first = Math.max(0, Math.min(query.afterInstrumentId(), total));
        final int rows = Math.min(Queries.PAGE_ROWS, total - first);
        final TradingStateReplyEncoder.InstrumentsEncoder group = stateReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextInstrumentId(first + rows == total ? 0 : first + rows)
            .marketHalted((short)(venue.markets().isHalted() ? 1 : 0))
            .marketKilled((short)(venue.killSwitches().isMarketKilled() ? 1 : 0))
            .instrumentsCount(rows);
        for (int id = first + 1; id <= first + rows; id++)
        {
            final TradingState trading = venue.instruments().get(id).trading();
            group.next()
                .phaseUntilNs(trading.phaseUntilNs())
                .referencePriceTicks(trading.collar().referenceTicks())
                .lastPriceTicks(trading.lastTicks())
                .pauseNs(trading.collar().pauseNs())
                .instrumentId(id)
                .groupId(trading.groupId())
                .staticBandBps(trading.collar().staticBandBps())
                .dynamicBandBps(trading.collar().dynamicBandBps())
                .feeClass(trading.feeClass())
                .phase(trading.phase())
                .halted((short)(trading.isHalted() ? 1 : 0));
        }
        send(sessionId, stateReply.encodedLength());
    }

    /** A page of limits: one's own, or anybody's for those who see all. */
    void onLimitQuery(final LimitQueryDecoder query, final Participant asker, final long sessionId)
    {
        final RejectReason reason = check(query, asker);
        if (RejectReason.NONE != reason)
        {
            replies.queryRejected(sessionId, query.correlationId(), reason);
            return;
        }
        final LimitTable table = 1 == query.scopeRaw() ? venue.accountLimits() : venue.participantLimits();
        collect(table, (int)query.ownerId(), Math.max(0, query.afterRow()));
        final boolean hasMore = limitRow > Math.max(0, query.afterRow()) + limitCount;
        final LimitReplyEncoder.LimitsEncoder group = limitReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextRow(hasMore ? Math.max(0, query.afterRow()) + limitCount : 0)
            .limitsCount(limitCount);
        for (int i = 0; i < limitCount; i++)
        {
            group.next()
                .value(limits[i][2])
                .burst((int)limits[i][3])
                .instrumentId((int)limits[i][1])
                .limitType(LimitType.get((short)limits[i][0]));
        }
        send(sessionId, limitReply.encodedLength());
    }

    private void collect(final LimitTable table, final int ownerId, final int after)
    {
        limitCount = 0;
        limitRow = 0;
        table.forEach(ownerId, (owner, instrumentId, type, value, burst, arrivalNs) ->
        {
            if (limitRow >= after && limitCount < limits.length)
            {
                final long[] row = limits[limitCount++];
                row[0] = type.value();
                row[1] = instrumentId;
                row[2] = value;
                row[3] = burst;
            }
            limitRow++;
        });
    }

    private RejectReason check(final LimitQueryDecoder query, final Participant asker)
    {
        final long ownerId = query.ownerId();
        final boolean seesAll = Permissions.seesAll(asker.role());
        if (Scope.ACCOUNT.value() == query.scopeRaw())
        {
            return !venue.accounts().exists(ownerId) ? RejectReason.UNKNOWN_ACCOUNT :
                seesAll || venue.accounts().participantId((int)ownerId) == asker.seenParticipantId() ?
                    RejectReason.NONE : RejectReason.ACCOUNT_NOT_OWNED;
        }
        if (Scope.PARTICIPANT.value() != query.scopeRaw())
        {
            return RejectReason.INVALID_SCOPE;
        }
        final boolean isKnown = ownerId >= 0 && ownerId < venue.participants().count();
        return !isKnown ? RejectReason.UNKNOWN_PARTICIPANT :
            seesAll || ownerId == asker.seenParticipantId() ? RejectReason.NONE : RejectReason.NOT_PERMITTED;
    }

    /** A page of groups of instruments that are in use; anybody may ask. */
    void onGroupQuery(final GroupQueryDecoder query, final long sessionId)
    {
        final boolean[] isUsed = new boolean[Markets.GROUPS];
        isUsed[0] = true;
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            isUsed[venue.instruments().get(id).trading().groupId()] = true;
        }
        int count = 0;
        int next = Math.max(0, Math.min(query.afterGroupId(), Markets.GROUPS - 1) + 1);
        final int first = next;
        for (; next < Markets.GROUPS && count < Queries.PAGE_ROWS; next++)
        {
            isUsed[next] |= null != venue.markets().group(next).calendar();
            count += isUsed[next] ? 1 : 0;
        }
        final GroupReplyEncoder.GroupsEncoder group = groupReply.wrapAndApplyHeader(buffer, 0, header)
            .correlationId(query.correlationId())
            .nextGroupId(next == Markets.GROUPS ? -1 : next - 1)
            .groupsCount(count);
        for (int id = first; id < next; id++)
        {
            if (isUsed[id])
            {
                encode(venue.markets().group(id), group.next());
            }
        }
        send(sessionId, groupReply.encodedLength());
    }

    private static void encode(final Group of, final GroupReplyEncoder.GroupsEncoder row)
    {
        final TradingCalendar calendar = of.calendar();
        final boolean isChanging = null != calendar && Group.NO_CHANGE != of.nextChangeNs();
        row.nextPhaseNs(isChanging ? of.nextChangeNs() : 0)
            .groupId(of.groupId())
            .tradingDate(of.tradingDate())
            .phase(of.phase())
            .nextPhase(isChanging ? calendar.phaseAt(of.nextChangeNs()) : TradingPhase.NULL_VAL)
            .zone(null == calendar ? "" : calendar.zone());
    }

    private void send(final long sessionId, final int bodyLength)
    {
        output.onSessionMessage(sessionId, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
