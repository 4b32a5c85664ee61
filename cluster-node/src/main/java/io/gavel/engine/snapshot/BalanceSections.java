package io.gavel.engine.snapshot;

import io.gavel.engine.Limits;
import io.gavel.engine.Venue;
import io.gavel.engine.account.Accounts;
import io.gavel.engine.account.Currency;
import io.gavel.engine.account.Ledger;
import io.gavel.engine.participant.Participant;
import io.gavel.schema.AccountStatus;
import io.gavel.schema.SnapshotAccountsDecoder;
import io.gavel.schema.SnapshotAccountsEncoder;
import io.gavel.schema.SnapshotCashDecoder;
import io.gavel.schema.SnapshotCashEncoder;
import io.gavel.schema.SnapshotHoldingsDecoder;
import io.gavel.schema.SnapshotHoldingsEncoder;

/** Accounts, their money and their shares. */
final class BalanceSections
{
    private static final int ACCOUNT_LENGTH_FIRST = 8;

    private final Venue venue;
    private final SnapshotAccountsEncoder accountsEncoder = new SnapshotAccountsEncoder();
    private final SnapshotAccountsDecoder accountsDecoder = new SnapshotAccountsDecoder();
    private final SnapshotCashEncoder cashEncoder = new SnapshotCashEncoder();
    private final SnapshotCashDecoder cashDecoder = new SnapshotCashDecoder();
    private final SnapshotHoldingsEncoder holdingsEncoder = new SnapshotHoldingsEncoder();
    private final SnapshotHoldingsDecoder holdingsDecoder = new SnapshotHoldingsDecoder();
    private final int[] rows = new int[RecordSink.ROWS_MAX];
    private long lastCash = -1;
    private long lastHolding = -1;

    BalanceSections(final Venue venue)
    {
        this.venue = venue;
    }

    void write(final RecordSink sink)
    {
        final Accounts accounts = venue.accounts();
        for (int first = 1; first <= accounts.count(); first += RecordSink.ROWS_MAX)
        {
            final int count = Math.min(RecordSink.ROWS_MAX, accounts.count() - first + 1);
            final SnapshotAccountsEncoder.AccountsEncoder group = accountsEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).accountsCount(count);
            for (int id = first; id < first + count; id++)
            {
                group.next().accountId(id).participantId(accounts.participantId(id)).status(accounts.status(id));
            }
            sink.record(accountsEncoder.encodedLength());
        }
        writeLedger(accounts.cash(), true, sink);
        writeLedger(accounts.holdings(), false, sink);
    }

    private void writeLedger(final Ledger ledger, final boolean isCash, final RecordSink sink)
    {
        int count = 0;
        for (int id = 1; id <= venue.accounts().count(); id++)
        {
            for (int row = ledger.first(id); Ledger.NIL != row; row = ledger.next(row))
            {
                rows[count++] = row;
                if (RecordSink.ROWS_MAX == count)
                {
                    writeRows(ledger, isCash, count, sink);
                    count = 0;
                }
            }
        }
        if (count > 0)
        {
            writeRows(ledger, isCash, count, sink);
        }
    }

    private void writeRows(final Ledger ledger, final boolean isCash, final int count, final RecordSink sink)
    {
        if (isCash)
        {
            final SnapshotCashEncoder.RowsEncoder group = cashEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).rowsCount(count);
            for (int i = 0; i < count; i++)
            {
                group.next()
                    .balanceMinor(ledger.balance(rows[i]))
                    .heldMinor(ledger.held(rows[i]))
                    .accountId(ledger.accountId(rows[i]))
                    .currency(ledger.asset(rows[i]));
            }
            sink.record(cashEncoder.encodedLength());
        }
        else
        {
            final SnapshotHoldingsEncoder.RowsEncoder group = holdingsEncoder
                .wrapAndApplyHeader(sink.buffer(), 0, sink.header()).rowsCount(count);
            for (int i = 0; i < count; i++)
            {
                group.next()
                    .quantityLots(ledger.balance(rows[i]))
                    .heldLots(ledger.held(rows[i]))
                    .accountId(ledger.accountId(rows[i]))
                    .instrumentId(ledger.asset(rows[i]));
            }
            sink.record(holdingsEncoder.encodedLength());
        }
    }

    void loadAccounts(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotAccountsDecoder.BLOCK_LENGTH, frame.isFirstVersion() ?
            ACCOUNT_LENGTH_FIRST : SnapshotAccountsDecoder.AccountsDecoder.sbeBlockLength());
        accountsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotAccountsDecoder.AccountsDecoder row : accountsDecoder.accounts())
        {
            final Participant owner = venue.participants().get(row.participantId());
            final int expectedId = venue.accounts().count() + 1;
            RecordFrame.require(row.accountId() == expectedId && expectedId <= Limits.ACCOUNTS_MAX,
                "account ", expectedId, row.accountId());
            RecordFrame.require(null != owner, "an owner that is there of account ", expectedId,
                row.participantId());
            final AccountStatus status = frame.isFirstVersion() ? AccountStatus.VERIFIED : row.status();
            RecordFrame.require(AccountStatus.NULL_VAL != status, "a status of account ", expectedId,
                status.value());
            venue.accounts().add(owner.participantId(), status);
            owner.accountIds().addInt(expectedId);
        }
    }

    void loadCash(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotCashDecoder.BLOCK_LENGTH, SnapshotCashDecoder.RowsDecoder.sbeBlockLength());
        cashDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotCashDecoder.RowsDecoder row : cashDecoder.rows())
        {
            lastCash = requireOrder(row.accountId(), row.currency(), lastCash);
            RecordFrame.require(row.currency() < Currency.COUNT, "a currency", row.currency());
            venue.accounts().cash().restore(
                row.accountId(), row.currency(), row.balanceMinor(), row.heldMinor());
        }
    }

    void loadHoldings(final RecordFrame frame)
    {
        frame.requireGroup(SnapshotHoldingsDecoder.BLOCK_LENGTH,
            SnapshotHoldingsDecoder.RowsDecoder.sbeBlockLength());
        holdingsDecoder.wrapAndApplyHeader(frame.buffer(), frame.offset(), frame.header());
        for (final SnapshotHoldingsDecoder.RowsDecoder row : holdingsDecoder.rows())
        {
            lastHolding = requireOrder(row.accountId(), row.instrumentId(), lastHolding);
            RecordFrame.require(null != venue.instruments().get(row.instrumentId()), "an instrument that is there",
                row.instrumentId());
            venue.accounts().holdings().restore(
                row.accountId(), row.instrumentId(), row.quantityLots(), row.heldLots());
            final int position = venue.positions().obtain(
                venue.accounts().participantId(row.accountId()), row.instrumentId());
            venue.positions().add(position, row.quantityLots());
            venue.participantExposures().ensure(position);
            venue.accountExposures().ensure(venue.accounts().holdings().rowCount() - 1);
        }
    }

    private long requireOrder(final int accountId, final int asset, final long last)
    {
        final long key = (long)accountId << 32 | asset & 0xFFFF_FFFFL;
        RecordFrame.require(venue.accounts().exists(accountId), "an account that is there", accountId);
        RecordFrame.require(asset >= 0 && key > last, "a balance row after ", last, key);
        return key;
    }
}
