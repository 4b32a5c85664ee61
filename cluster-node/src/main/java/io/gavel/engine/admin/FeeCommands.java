package io.gavel.engine.admin;

import io.gavel.engine.Venue;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.engine.fee.FeeSchedule;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.RejectReason;
import io.gavel.schema.SetFeeAccountDecoder;
import io.gavel.schema.SetFeesDecoder;

/** What trading costs, and who gets it. */
final class FeeCommands
{
    private static final int EVERYBODY = -1;

    private final Venue venue;
    private final OperatorEvents events;
    private final AdminAnswers answers;

    FeeCommands(final Venue venue, final OperatorEvents events, final AdminAnswers answers)
    {
        this.venue = venue;
        this.events = events;
        this.answers = answers;
    }

    /** Emits AdminReport and FeesSet. Open orders pay at most what held when they were accepted. */
    void onSetFees(final SetFeesDecoder command)
    {
        final int participantId = command.participantId();
        final RejectReason reason;
        if (EVERYBODY != participantId && null == venue.participants().get(participantId))
        {
            reason = RejectReason.UNKNOWN_PARTICIPANT;
        }
        else if (command.feeClass() < 0 || command.feeClass() >= FeeSchedule.CLASSES ||
            !FeeSchedule.areRates(command.makerRate(), command.takerRate(), command.auctionRate()))
        {
            reason = RejectReason.INVALID_FEES;
        }
        else
        {
            reason = FeeSchedule.NO_ACCOUNT == venue.fees().accountId() ?
                RejectReason.NO_FEE_ACCOUNT : RejectReason.NONE;
        }
        if (answers.answer(0, reason))
        {
            venue.fees().set(participantId, command.feeClass(), command.makerRate(), command.takerRate(),
                command.auctionRate());
            events.feesSet(participantId, command.feeClass(), command.makerRate(), command.takerRate(),
                command.auctionRate());
        }
    }

    /** Emits AdminReport and FeeAccountSet. */
    void onSetFeeAccount(final SetFeeAccountDecoder command)
    {
        final long accountId = command.accountId();
        final RejectReason reason;
        if (!venue.accounts().exists(accountId))
        {
            reason = RejectReason.UNKNOWN_ACCOUNT;
        }
        else if (AccountStatus.CLOSED == venue.accounts().status((int)accountId))
        {
            reason = RejectReason.ACCOUNT_CLOSED;
        }
        else
        {
            reason = canObtainRows((int)accountId) ? RejectReason.NONE : RejectReason.TOO_MANY;
        }
        if (answers.answer(0, reason))
        {
            // Every currency that a fee may come in has its row, so that no trade can fail for want of one.
            for (int id = 1; id <= venue.instruments().count(); id++)
            {
                venue.accounts().cash().obtain((int)accountId, venue.instruments().get(id).currency());
            }
            venue.fees().accountId((int)accountId);
            events.feeAccountSet((int)accountId);
        }
    }

    private boolean canObtainRows(final int accountId)
    {
        final Ledger cash = venue.accounts().cash();
        return cash.roomFor(venue.instruments().count()) || hasRows(cash, accountId);
    }

    private boolean hasRows(final Ledger cash, final int accountId)
    {
        boolean hasRows = true;
        for (int id = 1; id <= venue.instruments().count(); id++)
        {
            hasRows &= Ledger.NIL != cash.find(accountId, venue.instruments().get(id).currency());
        }
        return hasRows;
    }
}
