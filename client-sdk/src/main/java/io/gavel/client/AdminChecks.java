package io.gavel.client;

import io.gavel.schema.Scope;
import io.gavel.venue.Money;
import java.math.BigDecimal;
import java.time.Duration;

/** What can be told wrong about an operator's command before anything is sent. */
final class AdminChecks
{
    private static final int GROUP_MAX = 255;
    private static final int FEE_CLASS_MAX = 63;
    private static final int WHY_LENGTH_MAX = 64;

    private AdminChecks()
    {
    }

    static void check(final boolean isRight, final String message)
    {
        if (!isRight)
        {
            throw new IllegalArgumentException(message);
        }
    }

    static String why(final String why)
    {
        check(why != null && !why.isBlank() && why.length() <= WHY_LENGTH_MAX &&
            why.chars().allMatch((each) -> each >= ' ' && each <= '~'),
            "why '" + why + "': expected a reason of 1 to " + WHY_LENGTH_MAX + " printable ASCII characters");
        return why;
    }

    static void account(final long accountId)
    {
        check(accountId > 0, "accountId " + accountId + " must be above zero");
    }

    static void matchId(final long matchId)
    {
        check(matchId > 0, "matchId " + matchId + " must be above zero");
    }

    static void currency(final String currency)
    {
        check(currency != null && currency.matches("[A-Z]{3}"),
            "currency '" + currency + "': expected three letters of ISO 4217, such as USD");
    }

    static long amountMinor(final BigDecimal amount)
    {
        check(amount != null, "the amount is missing");
        final long minor = Money.toMinor(amount, "amount");
        check(minor > 0, "amount " + amount.toPlainString() + " must be above zero");
        return minor;
    }

    static long lots(final long shares, final Instrument instrument)
    {
        return Money.toLots(shares, instrument.lotSize(), instrument.symbol());
    }

    static void requestKey(final long requestKey)
    {
        check(requestKey >= 0, "requestKey " + requestKey + ": expected a number above zero, or 0 for none");
    }

    /** A group, or {@code orElse}, which stands for none or all. */
    static void group(final int groupId, final int orElse)
    {
        check(groupId >= 0 && groupId <= GROUP_MAX || groupId == orElse,
            "group " + groupId + ": expected 0 to " + GROUP_MAX);
    }

    /** A class of fees, or {@code orElse}, which stands for none. */
    static void feeClass(final int feeClass, final int orElse)
    {
        check(feeClass >= 0 && feeClass <= FEE_CLASS_MAX || feeClass == orElse,
            "feeClass " + feeClass + ": expected 0 to " + FEE_CLASS_MAX);
    }

    static void limitOwner(final Scope scope, final long ownerId)
    {
        check(scope == Scope.ACCOUNT || scope == Scope.PARTICIPANT,
            "scope " + scope + ": expected ACCOUNT or PARTICIPANT");
        owner(scope, ownerId);
    }

    static void owner(final Scope scope, final long ownerId)
    {
        check(scope != null && scope != Scope.NULL_VAL, "scope " + scope +
            ": expected ACCOUNT, PARTICIPANT or MARKET");
        switch (scope)
        {
            case ACCOUNT -> account(ownerId);
            case PARTICIPANT -> check(ownerId >= 0 && ownerId <= Integer.MAX_VALUE,
                "participantId " + ownerId + " must not be below zero, nor above " + Integer.MAX_VALUE);
            default -> check(ownerId == 0, "owner " + ownerId + ": the market has none, give 0");
        }
    }

    /** Nanoseconds of a duration that is zero or within these bounds. */
    static long nanosOrZero(final Duration duration, final Duration least, final Duration most, final String what)
    {
        check(duration != null && (duration.isZero() ||
            duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0),
            what + " " + duration + ": expected " + least + " to " + most + ", or zero for none");
        return duration.toNanos();
    }
}
