package io.gavel.ops.cli;

import io.gavel.client.AdminReport;
import io.gavel.client.ExecutionListener;
import io.gavel.client.GavelClient;
import io.gavel.ops.venue.VenueFile;
import io.gavel.ops.venue.VenuePointer;
import io.gavel.venue.Members;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/**
 * Which venue a command is for, and who gives it. A mixin. The venue is the first of {@code --members},
 * {@code --venue}, the environment's {@code GAVEL_VENUE} and the demo that runs.
 */
public final class VenueOptions
{
    /** Connections of the command line, apart from those that programs take from 0 on. */
    private static final int CONNECTION_ID = 15;

    private static final long ANSWER_SECONDS = 30;

    @Option(names = "--venue", paramLabel = "FILE",
        description = "The venue's file (default: $GAVEL_VENUE, or that of the demo that runs).")
    private Path venue;

    @Option(names = "--members", paramLabel = "HOST:PORT,...",
        description = "The venue's nodes, by node id, instead of a file.")
    private String members;

    @Option(names = "--gateway", paramLabel = "URL", description = "The gateway, instead of the file's.")
    private URI gateway;

    @Option(names = "--participant", paramLabel = "NAME",
        description = "Who gives the command (default: the operator for what operators do, else the file's trader).")
    private String participant;

    @Option(names = "--password-file", paramLabel = "FILE",
        description = "Its first line is the password (default: $GAVEL_PASSWORD, or the venue's file).")
    private Path passwordFile;

    @Option(names = "--connection", paramLabel = "0..15", defaultValue = "" + CONNECTION_ID,
        description = "The participant's connection to use: a newer session of the same one ends an older " +
        "(default: ${DEFAULT-VALUE}).")
    private int connectionId;

    private final Connector connector;
    private VenueFile file;

    /** Logs a client on. */
    @FunctionalInterface
    public interface Connector
    {
        /**
         * Logs on.
         *
         * @param context of the client.
         * @return a client that is connected.
         */
        GavelClient connect(GavelClient.Context context);
    }

    /**
     * Options that are still to be read.
     *
     * @param connector by which the command logs on.
     */
    public VenueOptions(final Connector connector)
    {
        this.connector = connector;
    }

    /**
     * The venue that is meant.
     *
     * @param output of the command, to name it where the venue is not clear.
     * @return its addresses and the passwords that are known.
     * @throws IOException where a file cannot be read.
     */
    public VenueFile venue(final Output output) throws IOException
    {
        if (file == null)
        {
            file = find(output);
        }
        return file;
    }

    private VenueFile find(final Output output) throws IOException
    {
        if (members != null)
        {
            if (venue != null)
            {
                throw output.wrongArgument("--venue and --members both name a venue: leave one out");
            }
            return check(new VenueFile(members, gateway, Map.of(), null), "--members", output);
        }
        final String environment = System.getenv("GAVEL_VENUE");
        if (venue != null)
        {
            return read(venue, "--venue " + venue, output);
        }
        if (environment != null && !environment.isEmpty())
        {
            return read(Path.of(environment), "GAVEL_VENUE " + environment, output);
        }
        final Path pointer = VenuePointer.ofProject();
        final Path pointed = pointed(pointer, output).orElseThrow(() -> new CommandFailure(
            "no venue: start one by ./gavel demo, or name one by --venue, --members or GAVEL_VENUE",
            Errors.WRONG_ARGUMENT, null));
        if (!Files.exists(pointed))
        {
            throw new CommandFailure("the demo that " + pointer + " names is gone: start one by ./gavel demo, or " +
                "name a venue by --venue, --members or GAVEL_VENUE", Errors.WRONG_ARGUMENT, null);
        }
        return read(pointed, pointed.toString(), output);
    }

    private static Optional<Path> pointed(final Path pointer, final Output output)
    {
        try
        {
            return VenuePointer.read(pointer);
        }
        catch (final IOException | IllegalArgumentException e)
        {
            throw output.wrongArgument(pointer + " cannot be read as a properties file: remove it, or name a venue " +
                "by --venue, --members or GAVEL_VENUE");
        }
    }

    private VenueFile read(final Path path, final String name, final Output output) throws IOException
    {
        if (!Files.isReadable(path))
        {
            throw output.wrongArgument(name + ": no such file, or no permission to read it");
        }
        final VenueFile read;
        try
        {
            read = VenueFile.read(path);
        }
        catch (final CharacterCodingException e)
        {
            throw output.wrongArgument(name + ": is no text in UTF-8: is this a venue's file?");
        }
        catch (final IOException e)
        {
            throw output.wrongArgument(name + ": cannot be read (" + Errors.describe(e) + ")");
        }
        catch (final IllegalArgumentException e)
        {
            throw output.wrongArgument(name + ": " + e.getMessage());
        }
        return check(gateway == null ? read :
            new VenueFile(read.members(), gateway, read.passwords(), read.defaultParticipant()), name, output);
    }

    private static VenueFile check(final VenueFile file, final String name, final Output output)
    {
        try
        {
            Members.parse(file.members());
            return file;
        }
        catch (final IllegalArgumentException e)
        {
            throw output.wrongArgument(name + ": " + e.getMessage());
        }
    }

    /**
     * The nodes.
     *
     * @param output of the command.
     * @return by node id.
     * @throws IOException where a file cannot be read.
     */
    public Members members(final Output output) throws IOException
    {
        return Members.parse(venue(output).members());
    }

    /**
     * The gateway, where the command needs one.
     *
     * @param output of the command.
     * @return its address.
     * @throws IOException where a file cannot be read.
     */
    public URI gateway(final Output output) throws IOException
    {
        final URI uri = venue(output).gateway();
        if (uri == null)
        {
            throw output.wrongArgument("name the gateway by --gateway http://host:port/");
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null)
        {
            throw output.wrongArgument("--gateway " + uri + ": expected http://host:port/");
        }
        return uri;
    }

    /**
     * Logs on as an operator, unless {@code --participant} names somebody else.
     *
     * @param output of the command.
     * @return a client that is connected.
     * @throws IOException where a file cannot be read.
     */
    public GavelClient connectOperator(final Output output) throws IOException
    {
        return connect(output, participant == null ? VenueFile.OPERATOR : participant, report ->
        {
        });
    }

    /**
     * Logs on as a trader: {@code --participant}, or the one that the venue's file names.
     *
     * @param output   of the command.
     * @param listener of execution reports.
     * @return a client that is connected.
     * @throws IOException where a file cannot be read.
     */
    public GavelClient connectTrader(final Output output, final ExecutionListener listener) throws IOException
    {
        return connect(output, participant(output), listener);
    }

    /**
     * Who acts where it is no operator: {@code --participant}, or the one that the venue's file names.
     *
     * @param output of the command.
     * @return its name.
     * @throws IOException where a file cannot be read.
     */
    public String participant(final Output output) throws IOException
    {
        final String name = participant == null ? venue(output).defaultParticipant() : participant;
        if (name == null)
        {
            throw output.wrongArgument("name who trades by --participant");
        }
        return name;
    }

    private GavelClient connect(final Output output, final String name, final ExecutionListener listener)
        throws IOException
    {
        if (connectionId < 0 || connectionId > CONNECTION_ID)
        {
            throw output.wrongArgument("--connection " + connectionId + ": expected 0 to " + CONNECTION_ID);
        }
        return connector.connect(new GavelClient.Context()
            .members(venue(output).members())
            .participant(name)
            .password(password(output, name))
            .connectionId(connectionId)
            .executionListener(listener)
            .errorHandler(error -> output.progress("client: " + Errors.describe(error)))
            .connectTimeout(Duration.ofSeconds(10)));
    }

    /**
     * The password of a participant: of {@code --password-file}, the environment, or the venue's file.
     *
     * @param output of the command.
     * @param name   of the participant.
     * @return the password.
     * @throws IOException where a file cannot be read.
     */
    public char[] password(final Output output, final String name) throws IOException
    {
        if (passwordFile != null)
        {
            return Secrets.fromFile(passwordFile);
        }
        final String environment = System.getenv("GAVEL_PASSWORD");
        if (environment != null && !environment.isEmpty())
        {
            return environment.toCharArray();
        }
        final String known = venue(output).passwords().get(name);
        if (known == null)
        {
            throw output.wrongArgument("the password of " + name + " is not known: give --password-file or " +
                "GAVEL_PASSWORD");
        }
        return known.toCharArray();
    }

    /**
     * Waits for an answer.
     *
     * @param answer of the client.
     * @param <T>    of the answer.
     * @return the answer.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where none came in time.
     */
    public static <T> T await(final CompletableFuture<T> answer) throws InterruptedException
    {
        try
        {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
        catch (final ExecutionException e)
        {
            if (e.getCause() instanceof RuntimeException)
            {
                throw (RuntimeException)e.getCause();
            }
            throw new CommandFailure(Errors.describe(e), e);
        }
        catch (final TimeoutException e)
        {
            throw new CommandFailure("no answer in " + ANSWER_SECONDS +
                " s, so whether it was done is not known: see ./gavel status", e);
        }
    }

    /**
     * Waits for what an operator asked of a venue that a command set up for itself, where nothing may be refused.
     *
     * @param answer of the client.
     * @return id of what was made.
     * @throws InterruptedException where the thread is interrupted.
     * @throws CommandFailure       where it was refused, or no answer came in time.
     */
    public static long done(final CompletableFuture<AdminReport> answer) throws InterruptedException
    {
        final AdminReport report = await(answer);
        if (report.isRejected())
        {
            throw new CommandFailure("the venue refused the set-up: " + report);
        }
        return report.resultId();
    }
}
