package io.gavel.ops.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.client.Account;
import io.gavel.client.AccountSummary;
import io.gavel.client.GavelClient;
import io.gavel.client.GavelOperator;
import io.gavel.client.QueryRejectedException;
import io.gavel.ops.cli.AdminReports;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.ops.cli.CommandGroup;
import io.gavel.ops.cli.OperatorCommand;
import io.gavel.ops.cli.Output;
import io.gavel.ops.cli.Participants;
import io.gavel.ops.cli.Reason;
import io.gavel.ops.cli.Rejections;
import io.gavel.ops.cli.Table;
import io.gavel.ops.cli.VenueOptions;
import io.gavel.schema.AccountStatus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Accounts and what is in them.
 */
@Command(
    name = "account",
    synopsisSubcommandLabel = "COMMAND",
    description = "Show, list, add, suspend, deposit to, withdraw from, and transfer between accounts.",
    subcommands = {
        AccountCommand.Show.class,
        AccountCommand.ListAll.class,
        AccountCommand.Create.class,
        AccountCommand.Status.class,
        AccountAdjustCommand.Deposit.class,
        AccountAdjustCommand.Withdraw.class,
        AccountTransferCommand.class,
    })
public final class AccountCommand extends CommandGroup
{
    /** Shows one account. */
    @Command(name = "show", description = "Show an account's cash and shares.")
    static final class Show implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Parameters(index = "0", arity = "0..1", paramLabel = "ACCOUNT", description =
            "Its id, for which an operator asks (default: the trader's only one).")
        private Long accountId;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = accountId == null ? venue.connectTrader(output, report ->
            {
            }) : venue.connectOperator(output))
            {
                final long id = OrderDocuments.accountOf(client, accountId == null ? 0 : accountId);
                print(VenueOptions.await(client.account(id)));
                return 0;
            }
            catch (final QueryRejectedException e)
            {
                throw new CommandFailure("account " + accountId + ": " + Rejections.sentence(e.reason()), e);
            }
        }

        private void print(final Account account)
        {
            final ObjectNode document = Output.object().put("accountId", account.accountId())
                .put("participantId", account.participantId())
                .put("status", account.status().name()).put("killed", account.isKilled());
            final ArrayNode cash = document.putArray("cash");
            final ArrayNode holdings = document.putArray("holdings");
            final Table table = new Table("WHAT", ">BALANCE", ">HELD", ">AVAILABLE");
            for (final Account.Cash each : account.cash())
            {
                cash.addObject().put("currency", each.currency()).put("balance", each.balance().toPlainString())
                    .put("held", each.held().toPlainString()).put("available", each.available().toPlainString());
                table.row(each.currency(), each.balance().toPlainString(), each.held().toPlainString(),
                    each.available().toPlainString());
            }
            for (final Account.Holding each : account.holdings())
            {
                holdings.addObject().put("symbol", each.instrument().symbol()).put("quantity", each.quantity())
                    .put("held", each.held()).put("available", each.available());
                table.row(each.instrument().symbol(), each.quantity(), each.held(), each.available());
            }
            final String title = "account " + account.accountId() + " of participant " + account.participantId() +
                (account.status() == AccountStatus.VERIFIED || account.status() == AccountStatus.NULL_VAL ?
                "" : ", " + account.status()) + (account.isKilled() ? ", KILLED" : "");
            output.print(document,
                cash.isEmpty() && holdings.isEmpty() ? title + " is empty" : title + "\n" + table);
        }
    }

    /** Lists accounts. */
    @Command(name = "list", description = "List every account; with --participant those of that participant.")
    static final class ListAll implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final ObjectNode document = Output.object();
                final ArrayNode rows = document.putArray("accounts");
                final Table table = new Table(">ACCOUNT", ">PARTICIPANT");
                for (final AccountSummary account : VenueOptions.await(client.accounts()))
                {
                    rows.addObject().put("accountId", account.accountId())
                        .put("participantId", account.participantId());
                    table.row(account.accountId(), account.participantId());
                }
                output.print(document, rows.isEmpty() ? "no accounts" : table.toString());
                return 0;
            }
        }
    }

    /** Opens an account. */
    @Command(name = "create", aliases = "add", description = "Open an account for a participant.")
    static final class Create implements Callable<Integer>
    {
        @Mixin
        private Output output;

        @Mixin
        private VenueOptions venue;

        @Mixin
        private Reason.Optional reason;

        @Option(names = "--status", paramLabel = "STATUS", defaultValue = "VERIFIED",
            description = "VERIFIED, or PENDING where it may not trade yet (default: ${DEFAULT-VALUE}).")
        private NewStatus status;

        @Option(names = "--for", required = true, paramLabel = "NAME", description = "Who owns it: name or id.")
        private String owner;

        @Override
        public Integer call() throws IOException, InterruptedException
        {
            try (GavelClient client = venue.connectOperator(output))
            {
                final int participantId = Participants.idOf(client, owner, output, "--for");
                final long accountId = AdminReports.resultOf(
                    reason.of(client.operator()).addAccount(participantId, status.status));
                output.print(Output.object().put("accountId", accountId).put("participantId", participantId)
                    .put("participant", owner).put("status", status.name()),
                    "account " + accountId + " of " + owner + " is open" +
                    (status == NewStatus.PENDING ? ", and PENDING: it may not trade yet" : ""));
                return 0;
            }
        }
    }

    /** What a new account may be. */
    enum NewStatus
    {
        /** May not trade yet. */
        PENDING(AccountStatus.PENDING),
        /** May trade. */
        VERIFIED(AccountStatus.VERIFIED);

        private final AccountStatus status;

        NewStatus(final AccountStatus status)
        {
            this.status = status;
        }
    }

    /** What an account may become. */
    enum AnyStatus
    {
        /** May not trade yet. */
        PENDING(AccountStatus.PENDING),
        /** May trade. */
        VERIFIED(AccountStatus.VERIFIED),
        /** May not trade; its orders are cancelled. */
        SUSPENDED(AccountStatus.SUSPENDED),
        /** Is no more. */
        CLOSED(AccountStatus.CLOSED);

        private final AccountStatus status;

        AnyStatus(final AccountStatus status)
        {
            this.status = status;
        }
    }

    /** Gives an account another status. */
    @Command(name = "status", description = "Give an account another status; closing is for good.")
    static final class Status extends OperatorCommand
    {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Its id.")
        private long accountId;

        @Parameters(index = "1", paramLabel = "STATUS", description = "PENDING, VERIFIED, SUSPENDED or CLOSED.")
        private AnyStatus status;

        @Override
        protected void run(final GavelClient client, final GavelOperator operator) throws InterruptedException
        {
            AdminReports.resultOf(operator.risk().setAccountStatus(accountId, status.status));
            done(Output.object().put("accountId", accountId).put("status", status.name()),
                "account " + accountId + " is " + status);
        }
    }
}
