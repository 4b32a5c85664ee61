package io.gavel.engine.admin;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.order.Sweep;
import io.gavel.engine.order.Sweeps;
import io.gavel.engine.risk.LimitTable;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.CancelOrdersDecoder;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.KillDecoder;
import io.gavel.schema.LimitType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.ReleaseDecoder;
import io.gavel.schema.Scope;
import io.gavel.schema.SetAccountStatusDecoder;
import io.gavel.schema.SetLimitDecoder;
import io.gavel.schema.Side;

/** What bounds and stops trading: limits, kill switches, the status of accounts, and cancelling for others. */
final class RiskCommands
{
    /** Most orders a second, and most at once, that a limit of the rate may allow. */
    static final long RATE_MAX = 1_000_000;

    private static final int NULL_RAW = 255;

    private final Venue venue;
    private final OperatorEvents events;
    private final AdminAnswers answers;
    private final Sweeps sweeps;

    RiskCommands(final Venue venue, final OperatorEvents events, final AdminAnswers answers, final Sweeps sweeps)
    {
        this.venue = venue;
        this.events = events;
        this.answers = answers;
        this.sweeps = sweeps;
    }

    /** Emits AdminReport and LimitSet. */
    void onSetLimit(final SetLimitDecoder command)
    {
        final Scope scope = scope(command.scopeRaw());
        final LimitType type = limitType(command.limitTypeRaw());
        if (answers.answer(0, check(command, scope, type)))
        {
            final int burst = LimitType.ORDER_RATE == type && command.value() >= 0 ? command.burst() : 0;
            limits(scope).set((int)command.ownerId(), command.instrumentId(), type, command.value(), burst);
            events.limitSet(scope, command.ownerId(), command.instrumentId(), type, command.value(), burst);
        }
    }

    private RejectReason check(final SetLimitDecoder command, final Scope scope, final LimitType type)
    {
        final boolean isOfVenue = LimitType.MAX_OPEN_ORDERS == type || LimitType.ORDER_RATE == type;
        final int instrumentId = command.instrumentId();
        if (0 != instrumentId && null == venue.instruments().get(instrumentId))
        {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        final RejectReason owner = Scope.MARKET == scope ?
            RejectReason.INVALID_SCOPE : checkOwner(scope, command.ownerId());
        if (RejectReason.NONE != owner)
        {
            return owner;
        }
        if (LimitType.NULL_VAL == type || command.value() < -1 || 0 != instrumentId && isOfVenue)
        {
            return RejectReason.INVALID_LIMIT;
        }
        if (LimitType.ORDER_RATE == type && command.value() >= 0 &&
            (command.value() > RATE_MAX || command.burst() < 1 || command.burst() > RATE_MAX))
        {
            return RejectReason.INVALID_LIMIT;
        }
        if (LimitType.RESTRICTED == type && command.value() > 1)
        {
            return RejectReason.INVALID_LIMIT;
        }
        return limits(scope).canSet((int)command.ownerId(), instrumentId, type) ?
            RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private LimitTable limits(final Scope scope)
    {
        return Scope.ACCOUNT == scope ? venue.accountLimits() : venue.participantLimits();
    }

    private RejectReason checkOwner(final Scope scope, final long ownerId)
    {
        switch (scope)
        {
            case ACCOUNT:
                return venue.accounts().exists(ownerId) ? RejectReason.NONE : RejectReason.UNKNOWN_ACCOUNT;

            case PARTICIPANT:
                return ownerId >= 0 && ownerId < Limits.PARTICIPANTS_MAX &&
                    null != venue.participants().get((int)ownerId) ?
                    RejectReason.NONE : RejectReason.UNKNOWN_PARTICIPANT;

            case MARKET:
                return 0 == ownerId ? RejectReason.NONE : RejectReason.INVALID_SCOPE;

            default:
                return RejectReason.INVALID_SCOPE;
        }
    }

    /** Emits AdminReport, KillSwitchSet, and the reports and OrderDeleted of the orders that it cancels. */
    void onKill(final KillDecoder command)
    {
        final Scope scope = scope(command.scopeRaw());
        final long ownerId = command.ownerId();
        final RejectReason owner = checkOwner(scope, ownerId);
        final RejectReason reason = RejectReason.NONE == owner && isKilled(scope, (int)ownerId) ?
            RejectReason.ALREADY_SO : owner;
        if (answers.answer(sweeps.mayTakeLonger() ? 1 : 0, reason))
        {
            kill(scope, (int)ownerId, true);
            events.killSwitchSet(scope, ownerId, true);
            sweeps.begin(new Sweep()
                .account(Scope.ACCOUNT == scope ? (int)ownerId : Sweep.ANY)
                .participant(Scope.PARTICIPANT == scope ? (int)ownerId : Sweep.ANY)
                .because(ExecType.CANCELED, CancelReason.KILL_SWITCH));
        }
    }

    /** Emits AdminReport and KillSwitchSet. */
    void onRelease(final ReleaseDecoder command)
    {
        final Scope scope = scope(command.scopeRaw());
        final long ownerId = command.ownerId();
        final RejectReason owner = checkOwner(scope, ownerId);
        final RejectReason reason = RejectReason.NONE == owner && !isKilled(scope, (int)ownerId) ?
            RejectReason.ALREADY_SO : owner;
        if (answers.answer(0, reason))
        {
            kill(scope, (int)ownerId, false);
            events.killSwitchSet(scope, ownerId, false);
        }
    }

    private boolean isKilled(final Scope scope, final int ownerId)
    {
        return switch (scope)
        {
            case ACCOUNT -> venue.killSwitches().isAccountKilled(ownerId);
            case PARTICIPANT -> venue.killSwitches().isParticipantKilled(ownerId);
            default -> venue.killSwitches().isMarketKilled();
        };
    }

    private void kill(final Scope scope, final int ownerId, final boolean isKilled)
    {
        switch (scope)
        {
            case ACCOUNT -> venue.killSwitches().account(ownerId, isKilled);
            case PARTICIPANT -> venue.killSwitches().participant(ownerId, isKilled);
            default -> venue.killSwitches().market(isKilled);
        }
    }

    /** Emits AdminReport, AccountStatusChanged, and what is cancelled where the account may trade no more. */
    void onSetAccountStatus(final SetAccountStatusDecoder command)
    {
        final AccountStatus status = accountStatus(command.statusRaw());
        final RejectReason reason = check(command.accountId(), status);
        if (answers.answer(0, reason))
        {
            final int accountId = (int)command.accountId();
            venue.accounts().status(accountId, status);
            events.accountStatusChanged(accountId, venue.accounts().participantId(accountId), status);
            if (AccountStatus.VERIFIED != status && venue.accounts().openOrders(accountId) > 0)
            {
                sweeps.begin(new Sweep().account(accountId)
                    .because(ExecType.CANCELED, CancelReason.ACCOUNT_STATUS));
            }
        }
    }

    private RejectReason check(final long accountId, final AccountStatus status)
    {
        if (!venue.accounts().exists(accountId))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (AccountStatus.NULL_VAL == status)
        {
            return RejectReason.INVALID_STATUS;
        }
        if (AccountStatus.CLOSED == venue.accounts().status((int)accountId))
        {
            return RejectReason.ACCOUNT_CLOSED;
        }
        if (status == venue.accounts().status((int)accountId))
        {
            return RejectReason.ALREADY_SO;
        }
        return AccountStatus.CLOSED == status && (!venue.accounts().isEmpty((int)accountId) ||
            accountId == venue.fees().accountId()) ? RejectReason.ACCOUNT_NOT_EMPTY : RejectReason.NONE;
    }

    /** Emits AdminReport, and the reports and OrderDeleted of the orders that it cancels. */
    void onCancelOrders(final CancelOrdersDecoder command)
    {
        final RejectReason reason = check(command);
        if (answers.answer(sweeps.mayTakeLonger() ? 1 : 0, reason))
        {
            sweeps.begin(new Sweep()
                .participant(command.participantId())
                .account(0 == command.accountId() ? Sweep.ANY : (int)command.accountId())
                .instrument(0 == command.instrumentId() ? Sweep.ANY : command.instrumentId())
                .side(side(command.sideRaw()))
                .because(ExecType.CANCELED, CancelReason.MASS_CANCEL));
        }
    }

    private RejectReason check(final CancelOrdersDecoder command)
    {
        if (Sweep.ANY != command.participantId() && null == venue.participants().get(command.participantId()))
        {
            return RejectReason.UNKNOWN_PARTICIPANT;
        }
        if (0 != command.instrumentId() && null == venue.instruments().get(command.instrumentId()))
        {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (0 != command.accountId() && !venue.accounts().exists(command.accountId()))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (NULL_RAW != command.sideRaw() && Side.NULL_VAL == side(command.sideRaw()))
        {
            return RejectReason.INVALID_SIDE;
        }
        return sweeps.canBegin(Sweep.ANY) ? RejectReason.NONE : RejectReason.CANCEL_UNDER_WAY;
    }

    private static Side side(final short raw)
    {
        return 1 == raw ? Side.BUY : 2 == raw ? Side.SELL : Side.NULL_VAL;
    }

    private static Scope scope(final short raw)
    {
        return raw >= 1 && raw <= 3 ? Scope.get(raw) : Scope.NULL_VAL;
    }

    private static LimitType limitType(final short raw)
    {
        return raw >= 1 && raw <= 8 ? LimitType.get(raw) : LimitType.NULL_VAL;
    }

    private static AccountStatus accountStatus(final short raw)
    {
        return raw >= 1 && raw <= 4 ? AccountStatus.get(raw) : AccountStatus.NULL_VAL;
    }
}
