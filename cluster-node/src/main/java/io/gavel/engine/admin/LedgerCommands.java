package io.gavel.engine.admin;

import io.gavel.engine.SaltedHash;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.Currency;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.event.EventEncoder;
import io.gavel.engine.event.OperatorEvents;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.AdjustCashDecoder;
import io.gavel.schema.AdjustHoldingDecoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.TransferCashDecoder;
import io.gavel.schema.TransferHoldingDecoder;

/**
 * Money and shares in, out and across. A command with a request key is done once, however often it is sent: with the
 * same content it is answered as the first time, with another it is rejected.
 */
final class LedgerCommands
{
    private final Venue venue;
    private final EventEncoder events;
    private final OperatorEvents operatorEvents;
    private final AdminAnswers answers;
    // The movement that is being checked.
    private long requestKey;
    private long digest;

    LedgerCommands(
        final Venue venue,
        final EventEncoder events,
        final OperatorEvents operatorEvents,
        final AdminAnswers answers)
    {
        this.venue = venue;
        this.events = events;
        this.operatorEvents = operatorEvents;
        this.answers = answers;
    }

    /** Emits AdminReport and CashAdjusted. */
    void onAdjustCash(final AdjustCashDecoder command)
    {
        final Ledger cash = venue.accounts().cash();
        final int currency = Currency.decode(
            command.buffer(), command.offset() + AdjustCashDecoder.currencyEncodingOffset());
        final long delta = command.deltaMinor();
        if (isAnswered(command.requestKey(), AdjustCashDecoder.TEMPLATE_ID, command.accountId(), delta, currency, 0))
        {
            return;
        }
        final RejectReason reason = checkAdjustment(cash, command.accountId(), currency, delta, Currency.INVALID ==
            currency ? RejectReason.INVALID_CURRENCY : RejectReason.NONE, RejectReason.INSUFFICIENT_CASH);
        final long balance = balanceAfter(reason, cash, command.accountId(), currency, delta);
        if (answers.answer(balance, reason))
        {
            final int row = cash.obtain((int)command.accountId(), currency);
            cash.adjust(row, delta);
            remember(balance);
            events.cashAdjusted(command.accountId(), delta, cash.balance(row), currency);
        }
    }

    /** Emits AdminReport and HoldingAdjusted. */
    void onAdjustHolding(final AdjustHoldingDecoder command)
    {
        final Ledger holdings = venue.accounts().holdings();
        final int instrumentId = command.instrumentId();
        final long delta = command.deltaLots();
        if (isAnswered(
            command.requestKey(), AdjustHoldingDecoder.TEMPLATE_ID, command.accountId(), delta, instrumentId, 0))
        {
            return;
        }
        final RejectReason reason = null == venue.instruments().get(instrumentId) ?
            RejectReason.UNKNOWN_INSTRUMENT : checkAdjustment(holdings, command.accountId(), instrumentId, delta,
            checkPosition(command.accountId(), instrumentId), RejectReason.INSUFFICIENT_HOLDINGS);
        final long balance = balanceAfter(reason, holdings, command.accountId(), instrumentId, delta);
        if (answers.answer(balance, reason))
        {
            final int row = holdings.obtain((int)command.accountId(), instrumentId);
            venue.accountExposures().ensure(row);
            holdings.adjust(row, delta);
            move((int)command.accountId(), instrumentId, delta);
            remember(balance);
            events.holdingAdjusted(command.accountId(), delta, holdings.balance(row), instrumentId);
        }
    }

    private RejectReason checkPosition(final long accountId, final int instrumentId)
    {
        final Accounts accounts = venue.accounts();
        return !accounts.exists(accountId) ||
            venue.positions().canObtain(accounts.participantId((int)accountId), instrumentId) ?
            RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private void move(final int accountId, final int instrumentId, final long deltaLots)
    {
        final int row = venue.positions().obtain(venue.accounts().participantId(accountId), instrumentId);
        venue.participantExposures().ensure(row);
        venue.positions().add(row, deltaLots);
    }

    // The first reason that applies, in the order of RejectReason but for those of the asset.
    private RejectReason checkAdjustment(
        final Ledger ledger,
        final long accountId,
        final int asset,
        final long delta,
        final RejectReason ofAsset,
        final RejectReason insufficient)
    {
        if (!venue.accounts().exists(accountId))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (RejectReason.NONE != ofAsset)
        {
            return ofAsset;
        }
        if (AccountStatus.CLOSED == venue.accounts().status((int)accountId))
        {
            return RejectReason.ACCOUNT_CLOSED;
        }
        if (delta < -ledger.available(ledger.find((int)accountId, asset)))
        {
            return insufficient;
        }
        if (0 == delta || requestKey < 0)
        {
            return RejectReason.INVALID_AMOUNT;
        }
        if (delta > 0 && !ledger.canDeposit(asset, delta))
        {
            return RejectReason.BALANCE_OVERFLOW;
        }
        return ledger.canObtain((int)accountId, asset) ? RejectReason.NONE : RejectReason.TOO_MANY;
    }

    private static long balanceAfter(
        final RejectReason reason, final Ledger ledger, final long accountId, final int asset, final long delta)
    {
        if (RejectReason.NONE != reason)
        {
            return 0;
        }
        final int row = ledger.find((int)accountId, asset);
        return Ledger.NIL == row ? delta : ledger.balance(row) + delta;
    }

    /** Emits AdminReport and CashTransferred. */
    void onTransferCash(final TransferCashDecoder command)
    {
        final Ledger cash = venue.accounts().cash();
        final int currency = Currency.decode(
            command.buffer(), command.offset() + TransferCashDecoder.currencyEncodingOffset());
        final long amount = command.amountMinor();
        final long from = command.fromAccountId();
        final long to = command.toAccountId();
        if (isAnswered(command.requestKey(), TransferCashDecoder.TEMPLATE_ID, from, amount, currency, to))
        {
            return;
        }
        final RejectReason reason = Currency.INVALID == currency ? RejectReason.INVALID_CURRENCY :
            checkTransfer(cash, from, to, currency, amount, RejectReason.INSUFFICIENT_CASH);
        final long balance = balanceAfter(reason, cash, from, currency, -amount);
        if (answers.answer(balance, reason))
        {
            final int fromRow = cash.find((int)from, currency);
            final int toRow = cash.obtain((int)to, currency);
            cash.debit(fromRow, amount, 0);
            cash.credit(toRow, amount);
            remember(balance);
            operatorEvents.cashTransferred(from, to, amount, cash.balance(fromRow), cash.balance(toRow), currency);
        }
    }

    /** Emits AdminReport and HoldingTransferred. */
    void onTransferHolding(final TransferHoldingDecoder command)
    {
        final Ledger holdings = venue.accounts().holdings();
        final int instrumentId = command.instrumentId();
        final long lots = command.quantityLots();
        final long from = command.fromAccountId();
        final long to = command.toAccountId();
        if (isAnswered(command.requestKey(), TransferHoldingDecoder.TEMPLATE_ID, from, lots, instrumentId, to))
        {
            return;
        }
        final RejectReason asset = null == venue.instruments().get(instrumentId) ?
            RejectReason.UNKNOWN_INSTRUMENT : checkPosition(to, instrumentId);
        final RejectReason reason = RejectReason.NONE != asset ? asset :
            checkTransfer(holdings, from, to, instrumentId, lots, RejectReason.INSUFFICIENT_HOLDINGS);
        final long balance = balanceAfter(reason, holdings, from, instrumentId, -lots);
        if (answers.answer(balance, reason))
        {
            final int fromRow = holdings.find((int)from, instrumentId);
            final int toRow = holdings.obtain((int)to, instrumentId);
            venue.accountExposures().ensure(toRow);
            holdings.debit(fromRow, lots, 0);
            holdings.credit(toRow, lots);
            move((int)from, instrumentId, -lots);
            move((int)to, instrumentId, lots);
            remember(balance);
            operatorEvents.holdingTransferred(
                from, to, lots, holdings.balance(fromRow), holdings.balance(toRow), instrumentId);
        }
    }

    private RejectReason checkTransfer(
        final Ledger ledger,
        final long from,
        final long to,
        final int asset,
        final long amount,
        final RejectReason insufficient)
    {
        final Accounts accounts = venue.accounts();
        if (!accounts.exists(from) || !accounts.exists(to))
        {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (AccountStatus.CLOSED == accounts.status((int)from) || AccountStatus.CLOSED == accounts.status((int)to))
        {
            return RejectReason.ACCOUNT_CLOSED;
        }
        if (amount <= 0 || from == to || requestKey < 0)
        {
            return RejectReason.INVALID_AMOUNT;
        }
        if (amount > ledger.available(ledger.find((int)from, asset)))
        {
            return insufficient;
        }
        return ledger.canObtain((int)to, asset) ? RejectReason.NONE : RejectReason.TOO_MANY;
    }

    // A request that was done before is answered as it was then, and nothing more.
    private boolean isAnswered(
        final long key, final int templateId, final long account, final long amount, final long asset, final long to)
    {
        requestKey = Long.MIN_VALUE == key ? 0 : key;
        digest = SaltedHash.mix(to, SaltedHash.mix(asset, SaltedHash.mix(
            amount, SaltedHash.mix(account, templateId))));
        if (requestKey <= 0 || !venue.requestKeys().contains(requestKey))
        {
            return false;
        }
        final boolean isSame = digest == venue.requestKeys().digest(requestKey);
        answers.answer(isSame ? venue.requestKeys().resultId(requestKey) : 0,
            isSame ? RejectReason.NONE : RejectReason.REQUEST_KEY_REUSED);
        return true;
    }

    private void remember(final long resultId)
    {
        if (requestKey > 0)
        {
            venue.requestKeys().add(requestKey, digest, resultId);
        }
    }
}
